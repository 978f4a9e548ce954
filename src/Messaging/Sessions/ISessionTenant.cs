namespace Messaging.Sessions;

/// <summary>Who lives on a connection's sessions and has to move when one takes the place of another.</summary>
internal interface ISessionTenant
{
    /// <summary>
    /// Brings everything that was joined to a new session. Fails with a <see cref="MessagingException"/> when the session
    /// is of no use; what cannot be restored for its own reasons is no such failure.
    /// </summary>
    Task MoveToAsync(ITopicSession session, CancellationToken cancellationToken);

    /// <summary>
    /// The session's link is down, or the session has ended. Comes in order with <see cref="OnRestored"/>, before anybody sees it in the
    /// client's status, under a lock and maybe on the session's thread: only notes it.
    /// </summary>
    void OnInterrupted(MessagingException cause);

    /// <summary>There is a session with its link: the same or another one. See <see cref="OnInterrupted"/>.</summary>
    void OnRestored();

    /// <summary>The same session has its link back. Comes on the thread pool, behind <see cref="OnRestored"/>.</summary>
    void OnResumed();

    /// <summary>The session has another user now, who may do other things. Returns at once.</summary>
    void OnUserChanged();

    /// <summary>There will be no further session: <paramref name="error"/> says why, <see langword="null"/> is disposal.</summary>
    void Close(MessagingException? error);
}
