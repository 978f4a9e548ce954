#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Something that has happened to a session.</summary>
public interface ISessionEventStreamEvent
{
    /// <summary>The session.</summary>
    ISessionId SessionId { get; }

    /// <summary>Whether it is about the session's state or its properties.</summary>
    SessionEventStreamEventType Type { get; }

    /// <summary>How the session stands.</summary>
    SessionEventStreamEventState State { get; }

    /// <summary>Whether the session was opened, or was there already when the listener was added.</summary>
    bool IsOpenEvent { get; }

    /// <summary>All properties that were asked for if the session was opened; those that have changed otherwise, without those that are gone.</summary>
    IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>The values before of those that have changed; null for one that is new.</summary>
    IReadOnlyDictionary<string, string> ChangedProperties { get; }

    /// <summary>Why the session was closed; null if it was not.</summary>
    CloseReason CloseReason { get; }
}
