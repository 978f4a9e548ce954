using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Tell about sessions from now on (rule SEC-40). The answer is an <see cref="ErrorReportsResponse"/>.</summary>
/// <param name="Filter">Which sessions: a session filter (rule SEC-38); null for all.</param>
/// <param name="Keys">Which properties to tell; null for none. See <see cref="SessionPropertyKeys"/>.</param>
/// <param name="After">Only sessions that began after this time, in milliseconds since 1970-01-01 UTC; null or 0 for all.</param>
/// <param name="Listener">The number that the events will name.</param>
public sealed record SessionEventListenerRequest(string? Filter, IReadOnlyList<string>? Keys, long? After, int Listener)
    : IWireMessage<SessionEventListenerRequest>
{
    // What it means is not known; the official client sends no other.
    private const byte FirstByte = 1;

    /// <inheritdoc/>
    public static SessionEventListenerRequest ReadFrom(ref WireReader reader)
    {
        reader.ReadByte();
        return new SessionEventListenerRequest(
            WireLists.ReadOptionalText(ref reader),
            WireLists.ReadOptionalTexts(ref reader),
            reader.ReadBool() ? reader.ReadVarInt64() : null,
            reader.ReadVarInt32());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte(FirstByte);
        WireLists.WriteOptionalText(writer, Filter);
        WireLists.WriteOptionalTexts(writer, Keys);
        writer.WriteBool(After is not null);
        if (After is { } after)
        {
            writer.WriteVarInt64(after);
        }

        writer.WriteVarInt32(Listener);
    }
}
