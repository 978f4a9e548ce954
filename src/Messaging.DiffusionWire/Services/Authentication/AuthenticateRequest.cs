using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>May this session be who it says? (rule SEC-23). The answer is an <see cref="AuthenticateResponse"/>.</summary>
/// <param name="Principal">Who the session wants to be; empty for nobody.</param>
/// <param name="Credentials">How it proves that.</param>
/// <param name="SessionProperties">The properties that the session has.</param>
/// <param name="ProposedProperties">The properties that it would like.</param>
/// <param name="Authenticator">The number that the registration gave.</param>
public sealed record AuthenticateRequest(
    string Principal,
    Credentials Credentials,
    IReadOnlyList<KeyValuePair<string, string>> SessionProperties,
    IReadOnlyList<KeyValuePair<string, string>> ProposedProperties,
    int Authenticator) : IWireMessage<AuthenticateRequest>
{
    /// <inheritdoc/>
    public static AuthenticateRequest ReadFrom(ref WireReader reader) => new(
        reader.ReadString(),
        Credentials.ReadFrom(ref reader),
        WireLists.ReadPairs(ref reader),
        WireLists.ReadPairs(ref reader),
        reader.ReadVarInt32());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Principal);
        Credentials.WriteTo(writer);
        WireLists.WritePairs(writer, SessionProperties);
        WireLists.WritePairs(writer, ProposedProperties);
        writer.WriteVarInt32(Authenticator);
    }
}
