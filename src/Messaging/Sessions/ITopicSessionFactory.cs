namespace Messaging.Sessions;

/// <summary>Opens sessions.</summary>
internal interface ITopicSessionFactory
{
    /// <summary>
    /// Opens a session. Fails with a <see cref="MessagingException"/>, or an <see cref="OperationCanceledException"/> as
    /// soon as the token is cancelled; then no session stays open.
    /// </summary>
    Task<ITopicSession> OpenAsync(SessionCredentials credentials, CancellationToken cancellationToken);
}
