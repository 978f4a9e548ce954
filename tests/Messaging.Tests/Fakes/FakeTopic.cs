using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

internal sealed class FakeTopic(TopicDescription description)
{
    public TopicDescription Description { get; } = description;

    public string? Json { get; set; }
}
