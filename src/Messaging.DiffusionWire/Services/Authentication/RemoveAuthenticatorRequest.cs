using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>No longer decide about sign-ins (rule SEC-22). The answer is empty.</summary>
/// <param name="Name">The place to leave.</param>
public readonly record struct RemoveAuthenticatorRequest(string Name) : IWireMessage<RemoveAuthenticatorRequest>
{
    /// <inheritdoc/>
    public static RemoveAuthenticatorRequest ReadFrom(ref WireReader reader)
    {
        HandlerTarget.Read(ref reader, ServiceId.Authenticate);
        return new RemoveAuthenticatorRequest(reader.ReadString());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        HandlerTarget.Write(writer, ServiceId.Authenticate);
        writer.WriteString(Name);
    }
}
