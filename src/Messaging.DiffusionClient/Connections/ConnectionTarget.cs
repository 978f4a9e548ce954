using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Connections;

/// <summary>What a connector needs to know.</summary>
/// <param name="Address">The server.</param>
/// <param name="RequestTarget">Path and query of the upgrade request, to be sent as it is. It holds the credentials: never show it.</param>
/// <param name="MaximumMessageSize">The longest message to accept, in bytes.</param>
/// <param name="CertificateValidation">Who judges the certificate; null for the platform.</param>
internal sealed record ConnectionTarget(
    ServerAddress Address,
    string RequestTarget,
    int MaximumMessageSize,
    Func<X509Certificate, X509Chain, SslPolicyErrors, CertificateValidationResult>? CertificateValidation)
{
    // The target is escaped already, byte for byte as it must go out (SESS-02).
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The whole URL. It holds the credentials: never show it.</summary>
    /// <exception cref="UriFormatException">The host is none.</exception>
    public Uri ToUri() => new((Address with { Path = string.Empty }) + RequestTarget, AsItIs);

    /// <summary>The address alone.</summary>
    public override string ToString() => Address.ToString();
}
