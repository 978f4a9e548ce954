namespace Messaging.Sessions;

/// <summary>Gives the opening of a session, and every call on it, a time limit.</summary>
internal sealed class TimeLimitedSessionFactory(ITopicSessionFactory factory, MessagingOptions options, TimeProvider time)
    : ITopicSessionFactory
{
    public async Task<ITopicSession> OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            ITopicSession session = await factory.OpenAsync(either.Token).ConfigureAwait(false);
            return new TimeLimitedSession(session, options.RequestTimeout, time);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new MessagingException(
                MessagingErrorCode.Timeout,
                $"The server at {options.Url} did not accept a session within {options.ConnectTimeout}. Check the address, "
                + $"the server and the network, or raise {nameof(MessagingOptions)}.{nameof(MessagingOptions.ConnectTimeout)}.",
                isTransient: true);
        }
    }
}
