using System.Text;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Handshake;

/// <summary>What a session proves its identity with (rule SEC-01).</summary>
/// <remarks>Its text never contains the secret, so it is safe in logs and exceptions.</remarks>
public sealed class Credentials : IWireMessage<Credentials>
{
    private Credentials(CredentialsType type, ReadOnlyMemory<byte> data)
    {
        Type = type;
        Data = data;
    }

    /// <summary>No credentials.</summary>
    public static Credentials None { get; } = new(CredentialsType.None, default);

    /// <summary>How to read <see cref="Data"/>.</summary>
    public CredentialsType Type { get; }

    /// <summary>The secret's bytes; empty for <see cref="CredentialsType.None"/>.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>A password.</summary>
    /// <param name="password">Any text, the empty one included.</param>
    /// <returns>The credentials.</returns>
    public static Credentials Password(string password) => new(CredentialsType.Password, Encoding.UTF8.GetBytes(password));

    /// <summary>Bytes for an authenticator of one's own.</summary>
    /// <param name="data">Any bytes; not copied.</param>
    /// <returns>The credentials.</returns>
    public static Credentials Custom(ReadOnlyMemory<byte> data) => new(CredentialsType.Custom, data);

    /// <inheritdoc/>
    public static Credentials ReadFrom(ref WireReader reader)
    {
        byte type = reader.ReadByte();
        if (type > (byte)CredentialsType.Custom)
        {
            throw reader.Malformed($"unknown credentials type {type}");
        }

        return new Credentials((CredentialsType)type, reader.ReadBytes());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)Type);
        writer.WriteBytes(Data.Span);
    }

    /// <summary>The type alone.</summary>
    /// <returns>Never the secret.</returns>
    public override string ToString() => $"Credentials({Type})";
}
