using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>No longer handle the requests to a path (rule SEC-52). The answer is empty.</summary>
/// <param name="Path">The path, as it was registered.</param>
/// <param name="Keys">The session properties, as they were registered.</param>
public sealed record RemoveRequestHandlerRequest(string Path, IReadOnlyList<string> Keys) : IWireMessage<RemoveRequestHandlerRequest>
{
    /// <inheritdoc/>
    public static RemoveRequestHandlerRequest ReadFrom(ref WireReader reader)
    {
        HandlerTarget.Read(ref reader, ServiceId.ForwardedRequest);
        return new RemoveRequestHandlerRequest(reader.ReadString(), WireLists.ReadTexts(ref reader));
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        HandlerTarget.Write(writer, ServiceId.ForwardedRequest);
        writer.WriteString(Path);
        WireLists.WriteTexts(writer, Keys);
    }
}
