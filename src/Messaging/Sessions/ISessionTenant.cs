namespace Messaging.Sessions;

/// <summary>Who lives on a connection's sessions and has to move when one takes the place of another.</summary>
internal interface ISessionTenant
{
    /// <summary>
    /// Brings everything that was joined to a new session. Fails with a <see cref="MessagingException"/> when the session
    /// is of no use; what cannot be restored for its own reasons is no such failure.
    /// </summary>
    Task MoveToAsync(ITopicSession session, CancellationToken cancellationToken);

    /// <summary>The session has another user now, who may do other things. Returns at once.</summary>
    void OnUserChanged();

    /// <summary>There will be no further session: <paramref name="error"/> says why, <see langword="null"/> is disposal.</summary>
    void Close(MessagingException? error);
}
