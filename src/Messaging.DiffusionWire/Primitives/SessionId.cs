using System.Globalization;

namespace Messaging.DiffusionWire.Primitives;

/// <summary>The identity of a session: two 64-bit words (rule SESS-03).</summary>
/// <param name="ServerPart">Which server made it.</param>
/// <param name="SessionPart">Which session of that server.</param>
public readonly record struct SessionId(long ServerPart, long SessionPart) : IWireMessage<SessionId>
{
    private const int WordDigits = 16;

    /// <summary>Reads the form that message bodies use: two varints. The handshake has a form of its own.</summary>
    /// <param name="reader">Stands at the id.</param>
    /// <returns>The id.</returns>
    public static SessionId ReadFrom(ref WireReader reader) => new(reader.ReadVarInt64(), reader.ReadVarInt64());

    /// <summary>Reads the text form.</summary>
    /// <param name="text">Two times sixteen hexadecimal digits with a hyphen between.</param>
    /// <param name="sessionId">The id.</param>
    /// <returns>Whether the text has that form.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out SessionId sessionId)
    {
        sessionId = default;
        if (text.Length != (2 * WordDigits) + 1
            || text[WordDigits] != '-'
            || !ulong.TryParse(text[..WordDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong server)
            || !ulong.TryParse(text[(WordDigits + 1)..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong session))
        {
            return false;
        }

        sessionId = new SessionId((long)server, (long)session);
        return true;
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt64(ServerPart);
        writer.WriteVarInt64(SessionPart);
    }

    /// <summary>The text form, such as <c>1122334455667788-0000000000000001</c>.</summary>
    /// <returns>Lower-case hexadecimal digits with a hyphen between the words.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ServerPart:x16}-{SessionPart:x16}");
}
