using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services;

/// <summary>Why a request was refused: the body of an error frame (rule WIRE-24).</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="Code">A number for programs: see <see cref="ServiceErrorCode"/>.</param>
public readonly record struct ServiceError(string Message, int Code) : IWireMessage<ServiceError>
{
    /// <inheritdoc/>
    public static ServiceError ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Message);
        writer.WriteVarInt32(Code);
    }
}
