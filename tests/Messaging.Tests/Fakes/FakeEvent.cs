using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>An event of a <see cref="FakeSeries"/>.</summary>
internal sealed class FakeEvent(EventMetadata metadata, EventMetadata? original, string json) : TopicValue
{
    public override EventMetadata Event => metadata;

    public override EventMetadata? Original => original;

    /// <summary>The event as one more session gets it: what a client has decoded is that client's.</summary>
    public FakeEvent Copy() => new(metadata, original, json);

    /// <summary>The event's own number.</summary>
    public long Sequence => metadata.Sequence;

    /// <summary>The number of the message that this is a version of.</summary>
    public long OriginalSequence => (original ?? metadata).Sequence;

    public bool IsOriginal => original is null;

    public override string ToJson() => json;
}
