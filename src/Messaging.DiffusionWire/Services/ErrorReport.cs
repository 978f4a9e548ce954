using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services;

/// <summary>What is wrong with a script or a session filter, and where (rule SEC-10).</summary>
/// <param name="Message">A sentence for people.</param>
/// <param name="Line">The line in the script, as the server counts.</param>
/// <param name="Column">The column in the line, as the server counts.</param>
public readonly record struct ErrorReport(string Message, int Line, int Column) : IWireMessage<ErrorReport>
{
    internal const int SmallestSize = 3;

    /// <inheritdoc/>
    public static ErrorReport ReadFrom(ref WireReader reader) => new(reader.ReadString(), reader.ReadVarInt32(), reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Message);
        writer.WriteVarInt32(Line);
        writer.WriteVarInt32(Column);
    }
}
