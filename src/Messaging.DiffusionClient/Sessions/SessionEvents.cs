#nullable disable annotations
using Messaging.DiffusionClient.Diagnostics;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The events of a session, raised in its callback sequence.</summary>
internal sealed class SessionEvents(ISession session, CallbackSequence callbacks)
{
    public event EventHandler<SessionListenerEventArgs> StateChanged;

    public event EventHandler<SessionErrorHandlerEventArgs> ErrorNotified;

    /// <summary>Tells of a change of the state, later and in order.</summary>
    public void Announce(SessionState oldState, SessionState newState)
    {
        // A handler that is added from here on must not be told of a change that was before it.
        EventHandler<SessionListenerEventArgs> handlers = StateChanged;
        callbacks.Post(() => Raise(handlers, new SessionListenerEventArgs(session, oldState, newState), nameof(StateChanged), reportFailure: true));
    }

    /// <summary>Tells the application of an error. Called only in the callback sequence.</summary>
    public void NotifyError(string message) =>
        Raise(ErrorNotified, new SessionErrorHandlerEventArgs(session, new SessionError(message)), nameof(ErrorNotified), reportFailure: false);

    private void Raise<TArguments>(EventHandler<TArguments> handlers, TArguments arguments, string name, bool reportFailure)
    {
        foreach (EventHandler<TArguments> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(session, arguments);
            }
            catch (Exception e)
            {
                ClientEventSource.Log.CallbackFailed(name, e.ToString());
                if (reportFailure)
                {
                    NotifyError($"A handler of {name} threw an exception: {e.GetType()}: {e.Message}");
                }
            }
        }
    }
}
