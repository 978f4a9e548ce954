using System.Security.Cryptography;
using System.Text;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>A password as the store keeps it: PBKDF2 with SHA-256, and a salt of its own. Thread-safe.</summary>
/// <remarks>
/// One that came with the options of the server is hashed when it is first compared: a start would otherwise wait for
/// accounts that nobody uses, and those who hold the options know the password anyway. Either way a comparison costs one hash.
/// </remarks>
internal sealed class PasswordHash
{
    private const int SaltSize = 16;
    private const int KeySize = 32;

    private readonly byte[] _salt;
    private byte[] _key = [];
    private byte[]? _password;

    private PasswordHash(string password, int iterations)
    {
        Iterations = iterations;
        _salt = RandomNumberGenerator.GetBytes(SaltSize);
        _password = Encoding.UTF8.GetBytes(password);
    }

    private PasswordHash(int iterations, byte[] salt, byte[] key)
    {
        Iterations = iterations;
        _salt = salt;
        _key = key;
    }

    /// <summary>What it costs.</summary>
    public int Iterations { get; }

    public ReadOnlyMemory<byte> Salt => _salt;

    /// <summary>What the password was made into; done now if that has been deferred.</summary>
    public ReadOnlyMemory<byte> Key
    {
        get
        {
            Derive();
            return _key;
        }
    }

    /// <summary>Hashes a password now.</summary>
    public static PasswordHash Of(string password, int iterations)
    {
        PasswordHash hash = Deferred(password, iterations);
        hash.Derive();
        return hash;
    }

    /// <summary>Hashes a password when it is first compared.</summary>
    public static PasswordHash Deferred(string password, int iterations) => new(password, iterations);

    /// <summary>One that was kept elsewhere.</summary>
    public static PasswordHash Restore(int iterations, byte[] salt, byte[] key) => new(iterations, salt, key);

    /// <summary>One that no password fits. To compare with it costs as much as with any other.</summary>
    public static PasswordHash OfNobody(int iterations) => new(RandomNumberGenerator.GetHexString(2 * KeySize), iterations);

    /// <summary>Compares, in a time that says nothing about either password.</summary>
    /// <param name="password">What somebody says the password is, in UTF-8.</param>
    public bool Matches(ReadOnlySpan<byte> password)
    {
        if (Volatile.Read(ref _password) is { } known)
        {
            Derive();
            return CryptographicOperations.FixedTimeEquals(SHA256.HashData(known), SHA256.HashData(password));
        }

        return CryptographicOperations.FixedTimeEquals(_key, Derive(password));
    }

    private void Derive()
    {
        if (Volatile.Read(ref _password) is { } password)
        {
            // The key first: whoever finds the password gone uses it.
            _key = Derive(password);
            Volatile.Write(ref _password, null);
        }
    }

    private byte[] Derive(ReadOnlySpan<byte> password) =>
        Rfc2898DeriveBytes.Pbkdf2(password, _salt, Iterations, HashAlgorithmName.SHA256, KeySize);
}
