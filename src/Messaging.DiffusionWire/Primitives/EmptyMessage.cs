namespace Messaging.DiffusionWire.Primitives;

/// <summary>A body without fields: pings, and the answers of services that have nothing to say.</summary>
public readonly record struct EmptyMessage : IWireMessage<EmptyMessage>
{
    /// <inheritdoc/>
    public static bool HoldsSlices => false;

    /// <inheritdoc/>
    public static EmptyMessage ReadFrom(ref WireReader reader) => default;

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
    }
}
