using Messaging.Diagnostics;

namespace Messaging.Sessions;

/// <summary>Who a client connects as, and how it gets the password. Immutable.</summary>
/// <param name="principal">The account; <see langword="null"/> is anonymous.</param>
/// <param name="getPassword">Gives the password; <see langword="null"/> when no credentials are sent.</param>
internal sealed class User(string? principal, Func<CancellationToken, ValueTask<string>>? getPassword)
{
    public string? Principal => principal;

    public static User Of(MessagingOptions options) => new(
        options.Principal,
        options.Password is { } password ? _ => ValueTask.FromResult(password) : options.PasswordProvider);

    /// <summary>Asks for the password.</summary>
    /// <param name="options">Say whether the password may be sent at all.</param>
    /// <param name="cancellationToken">Gives up, whether or not whoever gives the password notices.</param>
    /// <exception cref="MessagingException"><see cref="MessagingErrorCode.PasswordUnavailable"/>: it was not given.</exception>
    public async Task<SessionCredentials> GetCredentialsAsync(MessagingOptions options, CancellationToken cancellationToken)
    {
        if (getPassword is null)
        {
            return new SessionCredentials(principal, null);
        }

        PasswordTransport.ThrowIfRefused(options);
        Task<string> asking = Task.Run(() => getPassword(cancellationToken).AsTask(), cancellationToken);
        try
        {
            string? password = await asking.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new SessionCredentials(principal, password ?? throw Unavailable("gave none", null));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            asking.Abandon();
            throw;
        }
        catch (Exception error) when (error is not MessagingException { Code: MessagingErrorCode.PasswordUnavailable })
        {
            throw Unavailable($"failed ({error.GetType().Name})", error);
        }
    }

    /// <summary>What to say when the password did not come within the time limit.</summary>
    public MessagingException TookTooLong(TimeSpan limit) => Unavailable($"did not give one within {limit}", null);

    /// <summary>The name as an error or a log line can show it.</summary>
    public override string ToString() => principal is null ? "(anonymous)" : ShownText.Name(principal);

    /// <summary>The error's own text may quote what it should not: it is left to the inner exception.</summary>
    private MessagingException Unavailable(string how, Exception? error) => new(
        MessagingErrorCode.PasswordUnavailable,
        $"There is no password for the principal '{this}': the password provider {how}. Nothing was sent. Look at what the "
        + "provider depends on, and try again.",
        isTransient: true,
        error);
}
