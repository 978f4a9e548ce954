using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

internal sealed class FakeValue(string json) : TopicValue
{
    public override string ToJson() => json;
}
