#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>The verdict on a server's certificate.</summary>
public enum CertificateValidationResult
{
    /// <summary>Connect.</summary>
    ACCEPT,

    /// <summary>Do not connect.</summary>
    REJECT,
}
