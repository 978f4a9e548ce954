using System.Security.Cryptography;
using System.Text;
using Messaging.DiffusionWire.Handshake;

namespace Messaging.LocalServer.Security;

/// <summary>Decides who may open a session, and with which roles.</summary>
internal sealed class Authenticator
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<string>? _anonymousRoles;

    public Authenticator(LocalServerOptions options)
    {
        _anonymousRoles = options.AllowAnonymous ? [.. options.AnonymousRoles] : null;
        foreach (LocalPrincipal principal in options.Principals)
        {
            _accounts.Add(principal.Name, new Account(Hash(Encoding.UTF8.GetBytes(principal.Password)), [.. principal.Roles]));
        }
    }

    /// <summary>Checks a principal and its credentials.</summary>
    /// <param name="principal">The name; null or empty for an anonymous session.</param>
    /// <param name="credentials">What it proves it with.</param>
    /// <returns>The roles of the session, or null if there is to be none.</returns>
    public IReadOnlyList<string>? Authenticate(string? principal, Credentials credentials)
    {
        if (string.IsNullOrEmpty(principal))
        {
            return _anonymousRoles;
        }

        _accounts.TryGetValue(principal, out Account? account);

        // Hashes have one length, and an unknown name costs the same: the time taken tells nothing about either.
        byte[] expected = account?.PasswordHash ?? new byte[SHA256.HashSizeInBytes];
        bool isRight = CryptographicOperations.FixedTimeEquals(expected, Hash(credentials.Data.Span));
        return isRight && credentials.Type == CredentialsType.Password ? account?.Roles : null;
    }

    private static byte[] Hash(ReadOnlySpan<byte> password) => SHA256.HashData(password);

    private sealed record Account(byte[] PasswordHash, IReadOnlyList<string> Roles);
}
