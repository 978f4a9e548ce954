using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>Let the own session go on as somebody else, or as the same with new properties (rule SEC-20).</summary>
/// <remarks>The answer is a <see cref="ReauthenticateResponse"/>.</remarks>
/// <param name="Principal">Who the session wants to be; empty for nobody.</param>
/// <param name="Credentials">How it proves that.</param>
/// <param name="ProposedProperties">The session properties that it would like, in the order to send them.</param>
public sealed record ReauthenticateRequest(
    string Principal, Credentials Credentials, IReadOnlyList<KeyValuePair<string, string>> ProposedProperties) : IWireMessage<ReauthenticateRequest>
{
    /// <inheritdoc/>
    public static ReauthenticateRequest ReadFrom(ref WireReader reader) =>
        new(reader.ReadString(), Credentials.ReadFrom(ref reader), WireLists.ReadPairs(ref reader));

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(Principal);
        Credentials.WriteTo(writer);
        WireLists.WritePairs(writer, ProposedProperties);
    }
}
