using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Tell about the properties of all sessions from now on, or no longer (rule SEC-41). The answer is empty.</summary>
/// <param name="Keys">Which properties to tell; null ends it. See <see cref="SessionPropertyKeys"/>.</param>
/// <param name="Listener">The number that the events will name.</param>
public sealed record SessionPropertiesListenerRequest(IReadOnlyList<string>? Keys, int Listener) : IWireMessage<SessionPropertiesListenerRequest>
{
    private const byte RegisterCode = 0;
    private const byte DeregisterCode = 1;

    /// <inheritdoc/>
    public static SessionPropertiesListenerRequest ReadFrom(ref WireReader reader)
    {
        byte code = reader.ReadByte();
        return code switch
        {
            RegisterCode => new SessionPropertiesListenerRequest(WireLists.ReadTexts(ref reader), reader.ReadVarInt32()),
            DeregisterCode => new SessionPropertiesListenerRequest(null, reader.ReadVarInt32()),
            _ => throw reader.Malformed($"{code} is neither the registration nor the end of a listener"),
        };
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte(Keys is null ? DeregisterCode : RegisterCode);
        if (Keys is not null)
        {
            WireLists.WriteTexts(writer, Keys);
        }

        writer.WriteVarInt32(Listener);
    }
}
