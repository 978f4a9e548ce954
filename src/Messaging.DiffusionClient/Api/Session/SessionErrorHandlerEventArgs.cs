#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>An error of a session that no call and no stream is told of.</summary>
public sealed class SessionErrorHandlerEventArgs : EventArgs
{
    internal SessionErrorHandlerEventArgs(ISession session, ISessionError error)
    {
        Session = session;
        Error = error;
    }

    /// <summary>The session.</summary>
    public ISession Session { get; }

    /// <summary>What went wrong.</summary>
    public ISessionError Error { get; }
}
