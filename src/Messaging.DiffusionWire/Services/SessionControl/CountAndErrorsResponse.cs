using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>How many sessions something was done to (rule SEC-32).</summary>
/// <param name="SessionCount">The number of sessions.</param>
/// <param name="Errors">What is wrong with the filter; empty if it was accepted.</param>
public sealed record CountAndErrorsResponse(int SessionCount, IReadOnlyList<ErrorReport> Errors) : IWireMessage<CountAndErrorsResponse>
{
    /// <inheritdoc/>
    public static CountAndErrorsResponse ReadFrom(ref WireReader reader) =>
        new(reader.ReadVarInt32(), WireLists.ReadList<ErrorReport>(ref reader, ErrorReport.SmallestSize));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(SessionCount);
        WireLists.WriteList(writer, Errors);
    }
}
