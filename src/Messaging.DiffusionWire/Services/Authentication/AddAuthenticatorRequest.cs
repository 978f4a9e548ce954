using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>Decide about sign-ins from now on (rule SEC-22). The answer is empty.</summary>
/// <param name="Name">Which of the server's places for such handlers to take.</param>
/// <param name="Authenticator">The number that the questions will name.</param>
public readonly record struct AddAuthenticatorRequest(string Name, int Authenticator) : IWireMessage<AddAuthenticatorRequest>
{
    /// <inheritdoc/>
    public static AddAuthenticatorRequest ReadFrom(ref WireReader reader)
    {
        HandlerTarget.Read(ref reader, ServiceId.Authenticate);
        return new AddAuthenticatorRequest(reader.ReadString(), reader.ReadVarInt32());
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        HandlerTarget.Write(writer, ServiceId.Authenticate);
        writer.WriteString(Name);
        writer.WriteVarInt32(Authenticator);
    }
}
