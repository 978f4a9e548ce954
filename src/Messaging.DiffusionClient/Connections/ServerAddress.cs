using System.Globalization;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Where the server is. Holds no credentials, so it may stand in texts.</summary>
/// <param name="Host">A name or an address; empty if it was not set.</param>
/// <param name="Port">The port, 0 for the scheme's own.</param>
/// <param name="Path">What stands before <c>/diffusion</c>: empty, or with a slash in front and none at the end.</param>
/// <param name="Secure">Whether it speaks TLS.</param>
internal sealed record ServerAddress(string Host, int Port, string Path, bool Secure)
{
    private const int DefaultPort = 80;
    private const int DefaultSecurePort = 443;

    public static ServerAddress Unset { get; } = new(string.Empty, 0, string.Empty, false);

    /// <summary>The port with the scheme's own in place of 0.</summary>
    public int EffectivePort => Port != 0 ? Port : Secure ? DefaultSecurePort : DefaultPort;

    /// <summary>Reads <c>ws://host[:port][/path]</c> or <c>wss://...</c>.</summary>
    /// <exception cref="ArgumentException">It is no such URL. The text does not repeat it: it may hold a secret.</exception>
    public static ServerAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("ws" or "wss") || uri.Host.Length == 0)
        {
            throw new ArgumentException("The URL must be ws://host:port[/path] or wss://host:port[/path].", nameof(url));
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new ArgumentException("The URL must have no user, query or fragment. Principal and credentials are options of the session factory.", nameof(url));
        }

        return new ServerAddress(uri.Host, uri.Port, NormalizePath(uri.AbsolutePath), uri.Scheme == "wss");
    }

    /// <summary>Brings a path into the form of <see cref="Path"/>.</summary>
    public static string NormalizePath(string path)
    {
        string trimmed = path.Trim('/');
        return trimmed.Length == 0 ? string.Empty : "/" + trimmed;
    }

    /// <summary>The address as a URL.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Secure ? "wss" : "ws")}://{Host}:{EffectivePort}{Path}");
}
