using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>The system authentication store (rule SEC-11). The answer to an empty request.</summary>
/// <param name="Principals">Who is known.</param>
/// <param name="AnonymousAction">What happens to sessions without a principal.</param>
/// <param name="AnonymousRoles">The roles of sessions without a principal, if they are let in.</param>
/// <param name="TrustedProperties">The session properties that clients may propose.</param>
public sealed record SystemAuthenticationResponse(
    IReadOnlyList<StoredPrincipal> Principals,
    AnonymousConnectionAction AnonymousAction,
    IReadOnlyList<string> AnonymousRoles,
    IReadOnlyList<TrustedProperty> TrustedProperties) : IWireMessage<SystemAuthenticationResponse>
{
    /// <inheritdoc/>
    public static SystemAuthenticationResponse ReadFrom(ref WireReader reader)
    {
        IReadOnlyList<StoredPrincipal> principals = WireLists.ReadList<StoredPrincipal>(ref reader, StoredPrincipal.SmallestSize);
        AnonymousConnectionAction action = (AnonymousConnectionAction)reader.ReadByte();
        if (action > AnonymousConnectionAction.Abstain)
        {
            throw reader.Malformed($"unknown action {(byte)action} for anonymous connections");
        }

        return new SystemAuthenticationResponse(
            principals, action, WireLists.ReadTexts(ref reader), WireLists.ReadList<TrustedProperty>(ref reader, TrustedProperty.SmallestSize));
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        WireLists.WriteList(writer, Principals);
        writer.WriteByte((byte)AnonymousAction);
        WireLists.WriteTexts(writer, AnonymousRoles);
        WireLists.WriteList(writer, TrustedProperties);
    }
}
