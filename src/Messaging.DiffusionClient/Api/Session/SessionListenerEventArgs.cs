#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A change of a session's state.</summary>
public sealed class SessionListenerEventArgs : EventArgs
{
    internal SessionListenerEventArgs(ISession session, SessionState oldState, SessionState newState)
    {
        Session = session;
        OldState = oldState;
        NewState = newState;
    }

    /// <summary>The session.</summary>
    public ISession Session { get; }

    /// <summary>The state before.</summary>
    public SessionState OldState { get; }

    /// <summary>The state after. <see cref="ISession.State"/> may have moved on when the handler runs.</summary>
    public SessionState NewState { get; }
}
