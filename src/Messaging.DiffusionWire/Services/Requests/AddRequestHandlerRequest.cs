using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Requests;

/// <summary>Handle the requests to a path and all paths below from now on (rule SEC-52). The answer is empty.</summary>
/// <param name="Path">The path.</param>
/// <param name="Keys">The session properties of senders that the handler wants to see.</param>
/// <param name="Handler">The number that the requests will name.</param>
public sealed record AddRequestHandlerRequest(string Path, IReadOnlyList<string> Keys, int Handler) : IWireMessage<AddRequestHandlerRequest>
{
    /// <inheritdoc/>
    public static AddRequestHandlerRequest ReadFrom(ref WireReader reader)
    {
        HandlerTarget.Read(ref reader, ServiceId.ForwardedRequest);
        return new AddRequestHandlerRequest(reader.ReadString(), WireLists.ReadTexts(ref reader), reader.ReadVarInt32());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        HandlerTarget.Write(writer, ServiceId.ForwardedRequest);
        writer.WriteString(Path);
        WireLists.WriteTexts(writer, Keys);
        writer.WriteVarInt32(Handler);
    }
}
