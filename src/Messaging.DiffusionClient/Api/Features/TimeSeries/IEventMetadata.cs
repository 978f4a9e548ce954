#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>What the server says of an event. Immutable.</summary>
public interface IEventMetadata
{
    /// <summary>The number of the event in its series: 0 or more, and one more than that of the event before it.</summary>
    long Sequence { get; }

    /// <summary>When the event was added, or when its author says that it happened: milliseconds since 1970-01-01 UTC. Need not be unique.</summary>
    long Timestamp { get; }

    /// <summary>The principal of the session that made it; empty if that was anonymous.</summary>
    string Author { get; }
}
