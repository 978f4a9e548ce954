using System.Net;

namespace Messaging.Sessions;

/// <summary>The rule for where a password may go: over an encrypted connection, or to this machine.</summary>
internal static class PasswordTransport
{
    /// <summary>Why a password must not be sent to the server of the options, as a sentence; <see langword="null"/> when it may.</summary>
    public static string? FindProblem(MessagingOptions options) =>
        options.Url is not { Scheme: "ws" } url || options.AllowPasswordOverUnencryptedConnection || IsLoopback(url)
            ? null
            : $"the connection to {url} is not encrypted, and everybody on the way could read the password. Use wss://, or set "
              + $"{nameof(MessagingOptions)}.{nameof(MessagingOptions.AllowPasswordOverUnencryptedConnection)} if that is acceptable.";

    /// <summary>Refuses to go on towards sending a password where it must not go.</summary>
    public static void ThrowIfRefused(MessagingOptions options)
    {
        if (FindProblem(options) is { } problem)
        {
            throw new InvalidOperationException($"A password must not be sent: {problem}");
        }
    }

    /// <summary>
    /// By the text alone: what any other name resolves to is for others to decide, who may not mean well.
    /// </summary>
    private static bool IsLoopback(Uri url) =>
        string.Equals(url.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(url.DnsSafeHost, out IPAddress? address) && IPAddress.IsLoopback(address));
}
