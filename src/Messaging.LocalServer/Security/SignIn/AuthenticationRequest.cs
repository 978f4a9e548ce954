using System.Net;
using Messaging.DiffusionWire.Handshake;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>Somebody says who they are: a new session, or one that authenticates again.</summary>
internal sealed record AuthenticationRequest
{
    /// <summary>Who they say they are; empty for anonymous.</summary>
    public required string Principal { get; init; }

    /// <summary>What they prove it with.</summary>
    public required Credentials Credentials { get; init; }

    /// <summary>
    /// The session as it would be: with its fixed properties, and the roles that the security store gives to every session like
    /// it. A session that authenticates again is still its former principal here and has its user-defined properties.
    /// </summary>
    public required SessionIdentity Session { get; init; }

    /// <summary>User-defined properties that the client would like to have.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ProposedProperties { get; init; } = [];

    /// <summary>Where they are.</summary>
    public IPAddress? Address { get; init; }
}
