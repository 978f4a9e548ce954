namespace Messaging.Sessions;

/// <summary>
/// Opens sessions for the user whom the client has by then. Gives that, and every call on a session, a time limit.
/// </summary>
internal sealed class TimeLimitedSessionFactory(
    ITopicSessionFactory factory, CurrentUser user, MessagingOptions options, TimeProvider time)
{
    public async Task<ITopicSession> OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        User opener = user.Value;
        SessionCredentials? credentials = null;
        try
        {
            credentials = await opener.GetCredentialsAsync(options, either.Token).ConfigureAwait(false);
            ITopicSession session = await factory.OpenAsync(credentials, either.Token).ConfigureAwait(false);
            return new TimeLimitedSession(session, options.RequestTimeout, time);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw credentials is null ? opener.TookTooLong(options.ConnectTimeout) : TookTooLong();
        }
    }

    private MessagingException TookTooLong() => new(
        MessagingErrorCode.Timeout,
        $"The server at {options.Url} did not accept a session within {options.ConnectTimeout}. Check the address, "
        + $"the server and the network, or raise {nameof(MessagingOptions)}.{nameof(MessagingOptions.ConnectTimeout)}.",
        isTransient: true);
}
