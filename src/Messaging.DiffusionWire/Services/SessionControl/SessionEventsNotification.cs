using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>What happened to sessions (rule SEC-42). The answer is empty.</summary>
/// <param name="Listener">The number that the registration gave.</param>
/// <param name="Events">What happened, in order; there may be nothing.</param>
public sealed record SessionEventsNotification(int Listener, IReadOnlyList<SessionEvent> Events) : IWireMessage<SessionEventsNotification>
{
    /// <inheritdoc/>
    public static SessionEventsNotification ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarInt32(), WireLists.ReadList<SessionEvent>(ref reader, SessionEvent.SmallestSize));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(Listener);
        WireLists.WriteList(writer, Events);
    }
}
