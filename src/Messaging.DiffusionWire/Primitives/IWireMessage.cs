namespace Messaging.DiffusionWire.Primitives;

/// <summary>The body of a request, response or notification: the bytes behind service id and conversation id.</summary>
/// <typeparam name="TSelf">The message type itself.</typeparam>
/// <remarks>
/// A message that was read may hold slices of the frame it came from, so it is good only as long as the frame is.
/// Bytes behind the last field are ignored (WIRE-10), as newer peers may add fields.
/// </remarks>
public interface IWireMessage<TSelf>
    where TSelf : IWireMessage<TSelf>
{
    /// <summary>Whether a message that was read may hold slices of the memory it was read from. Only a type that never does says so.</summary>
    static virtual bool HoldsSlices => true;

    /// <summary>Reads the message.</summary>
    /// <param name="reader">Stands at the first byte of the body.</param>
    /// <returns>The message.</returns>
    /// <exception cref="WireFormatException">The bytes break a rule of the protocol.</exception>
    static abstract TSelf ReadFrom(ref WireReader reader);

    /// <summary>Writes the message.</summary>
    /// <param name="writer">Where to.</param>
    void WriteTo(WireWriter writer);
}
