using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services;

/// <summary>Whether a script or a filter was accepted (rule SEC-10).</summary>
/// <param name="Errors">What is wrong with it; empty if it was accepted.</param>
public sealed record ErrorReportsResponse(IReadOnlyList<ErrorReport> Errors) : IWireMessage<ErrorReportsResponse>
{
    /// <inheritdoc/>
    public static ErrorReportsResponse ReadFrom(ref WireReader reader) =>
        new(WireLists.ReadList<ErrorReport>(ref reader, ErrorReport.SmallestSize));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => WireLists.WriteList(writer, Errors);
}
