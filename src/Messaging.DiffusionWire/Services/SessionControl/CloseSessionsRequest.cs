using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.SessionControl;

/// <summary>Close several sessions (rule SEC-33). The answer is a <see cref="CountAndErrorsResponse"/>.</summary>
/// <param name="Filter">Which ones: a session filter (rule SEC-38).</param>
public readonly record struct CloseSessionsRequest(string Filter) : IWireMessage<CloseSessionsRequest>
{
    /// <inheritdoc/>
    public static CloseSessionsRequest ReadFrom(ref WireReader reader) => new(reader.ReadString());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteString(Filter);
}
