using System.Text;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Handshake;

/// <summary>The first message of a server on a connection (rules SESS-04, SESS-05).</summary>
/// <remarks>A refusal is three bytes; the other properties then have their defaults.</remarks>
public sealed record ConnectionResponse : IWireMessage<ConnectionResponse>
{
    /// <summary>How many characters a token has. Each is one byte on the wire.</summary>
    public const int TokenLength = 24;

    private const byte Magic = 0x23;

    /// <summary>The protocol version that the server speaks: 29, or the client gives up.</summary>
    public byte ProtocolVersion { get; init; } = ConnectionRequest.SupportedProtocolVersion;

    /// <summary>The answer.</summary>
    public required ConnectionResponseCode Code { get; init; }

    /// <summary>The session's identity.</summary>
    public SessionId SessionId { get; init; }

    /// <summary>The secret that takes the session up again: exactly <see cref="TokenLength"/> ASCII characters.</summary>
    public string Token { get; init; } = string.Empty;

    /// <summary>How often the server pings, in milliseconds; 0 or less means not at all.</summary>
    public long SystemPingPeriodMilliseconds { get; init; }

    /// <summary>
    /// For <see cref="ConnectionResponseCode.Ok"/> the most bytes that the server takes in one message;
    /// for <see cref="ConnectionResponseCode.Reconnected"/> the number of the next message that it expects.
    /// </summary>
    public int MaximumMessageSizeOrSequence { get; init; }

    /// <summary>Whether there is a session behind this answer, and so whether the fields behind the code are there.</summary>
    public bool HasSession => Code is ConnectionResponseCode.Ok or ConnectionResponseCode.Reconnected or ConnectionResponseCode.ReconnectedWithMessageLoss;

    /// <inheritdoc/>
    public static ConnectionResponse ReadFrom(ref WireReader reader)
    {
        byte magic = reader.ReadByte();
        if (magic != Magic)
        {
            throw new WireFormatException($"Not a Diffusion server: the first byte of its answer is 0x{magic:x2} and not 0x{Magic:x2}.");
        }

        byte version = reader.ReadByte();
        ConnectionResponse refusal = new() { ProtocolVersion = version, Code = (ConnectionResponseCode)reader.ReadByte() };
        return refusal.HasSession
            ? refusal with
            {
                SessionId = new SessionId(reader.ReadInt64BigEndian(), reader.ReadInt64BigEndian()),
                Token = Encoding.Latin1.GetString(reader.ReadRaw(TokenLength).Span),
                SystemPingPeriodMilliseconds = reader.ReadInt64BigEndian(),
                MaximumMessageSizeOrSequence = reader.ReadInt32BigEndian(),
            }
            : refusal;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">There is a session and <see cref="Token"/> has another length.</exception>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte(Magic);
        writer.WriteByte(ProtocolVersion);
        writer.WriteByte((byte)Code);
        if (!HasSession)
        {
            return;
        }

        if (Token.Length != TokenLength || !Ascii.IsValid(Token))
        {
            throw new InvalidOperationException($"A token has exactly {TokenLength} ASCII characters.");
        }

        writer.WriteInt64BigEndian(SessionId.ServerPart);
        writer.WriteInt64BigEndian(SessionId.SessionPart);
        writer.WriteRaw(Encoding.ASCII.GetBytes(Token));
        writer.WriteInt64BigEndian(SystemPingPeriodMilliseconds);
        writer.WriteInt32BigEndian(MaximumMessageSizeOrSequence);
    }

    /// <summary>Code, version and session id.</summary>
    /// <returns>Never the token.</returns>
    public override string ToString() => $"ConnectionResponse({Code}, version {ProtocolVersion}, session {SessionId})";
}
