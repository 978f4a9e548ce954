using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Authentication;

/// <summary>Whether the session changed (rule SEC-20).</summary>
/// <param name="Accepted">False if authentication failed; the session is then what it was.</param>
public readonly record struct ReauthenticateResponse(bool Accepted) : IWireMessage<ReauthenticateResponse>
{
    /// <inheritdoc/>
    public static ReauthenticateResponse ReadFrom(ref WireReader reader) => new(reader.ReadBool());

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer) => writer.WriteBool(Accepted);
}
