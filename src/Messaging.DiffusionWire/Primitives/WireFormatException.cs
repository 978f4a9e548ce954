namespace Messaging.DiffusionWire.Primitives;

/// <summary>Bytes that break a rule of the protocol. The text names the rule's subject and where it was broken.</summary>
/// <remarks>
/// Decoders throw nothing else for bad input, whatever the bytes are: a caller that catches this type
/// has caught every way in which a peer can be malformed.
/// </remarks>
public sealed class WireFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was read, where, and what was expected.</param>
    /// <param name="innerException">The decoder's own complaint, if another library found the fault.</param>
    public WireFormatException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
