using Messaging.DiffusionClient.Handlers;
using Messaging.DiffusionClient.Locks;
using Messaging.DiffusionClient.Requests;
using Messaging.DiffusionClient.Topics;
using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>What a session is made of that must hear of its turns of fate. The applications' parts hear it in the callback sequence.</summary>
internal sealed class SessionParts(
    CallbackSequence callbacks,
    StreamRegistry streams,
    HandlerRegistry handlers,
    RequestStreams requestStreams,
    FilteredRequests filteredRequests,
    SessionLocks locks,
    SessionEvents events)
{
    /// <summary>The connection is lost; the session looks for another one.</summary>
    public void OnConnectionLost() => locks.OnConnectionLost();

    /// <summary>
    /// The session goes on, but messages were lost in both directions (SESS-12). What is registered with the server stays so. Called before
    /// the session can be used again.
    /// </summary>
    public void OnMessagesLost()
    {
        string? lost = filteredRequests.OnMessagesLost();
        callbacks.Post(() =>
        {
            streams.Refresh();
            if (lost is not null)
            {
                events.NotifyError(lost);
            }
        });
    }

    /// <summary>The session has ended.</summary>
    public void OnClosed() => callbacks.Post(() =>
    {
        streams.Close(ErrorReason.SESSION_CLOSED);
        handlers.Close();
        requestStreams.Close();
        filteredRequests.Close();
    });
}
