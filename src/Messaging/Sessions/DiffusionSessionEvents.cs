using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.Sessions;

/// <summary>Passes on what the vendor's API tells of other sessions.</summary>
internal sealed class DiffusionSessionEvents(ISessionWatcher watcher) : ISessionEventStream
{
    private volatile bool _isMuted;

    /// <summary>Whoever ends the listening wants to hear nothing of its end.</summary>
    public void Mute() => _isMuted = true;

    public void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent)
    {
        ISessionEventStreamEvent change = sessionEventStreamEvent;
        string id = change.SessionId.ToString()!;
        if (_isMuted)
        {
            return;
        }

        if (change.IsOpenEvent)
        {
            watcher.OnOpened(id, change.Properties);
        }
        else if (change.State == SessionEventStreamEventState.CLOSED)
        {
            watcher.OnClosed(id);
        }
        else
        {
            watcher.OnChanged(id, change.Properties, IsConnected(change.State));
        }
    }

    public void OnClose() => End("closed it");

    public void OnError(ErrorReason errorReason) => End($"ended it with {errorReason}");

    private static bool? IsConnected(SessionEventStreamEventState state) => state switch
    {
        SessionEventStreamEventState.DISCONNECTED => false,
        SessionEventStreamEventState.RECONNECTED or SessionEventStreamEventState.FAILED_OVER => true,
        _ => null,
    };

    private void End(string how)
    {
        if (!_isMuted)
        {
            watcher.OnEnded(new MessagingException(
                MessagingErrorCode.ServerError, $"Nothing more is told of who is online: the server {how}. Watch again.", isTransient: true));
        }
    }
}
