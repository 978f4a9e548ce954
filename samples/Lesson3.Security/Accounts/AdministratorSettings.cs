using Lessons.Shared;
using Messaging.LocalServer;

namespace Lesson3.Security.Accounts;

/// <summary>The account with which the web server administers the Diffusion server. No browser ever gets to know it.</summary>
/// <remarks>
/// Its password is configuration: an environment variable, or a user secret. A Diffusion server that the sample itself has started,
/// for this machine only, has a well-known one unless another is configured; a real one has not.
/// </remarks>
public sealed class AdministratorSettings
{
    /// <summary>The configuration key of the account's name.</summary>
    public const string PrincipalKey = "Administrator:Principal";

    /// <summary>The configuration key of the account's password.</summary>
    public const string PasswordKey = "Administrator:Password";

    /// <summary>Reads the configuration.</summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <param name="server">The Diffusion server.</param>
    /// <exception cref="StartException">The server is a real one, and no password is configured.</exception>
    public AdministratorSettings(IConfiguration configuration, LessonServer server)
        : this(configuration, server.IsOwn ? "password" : null)
    {
    }

    private AdministratorSettings(IConfiguration configuration, string? wellKnown)
    {
        Principal = configuration[PrincipalKey] ?? "admin";
        Password = configuration[PasswordKey] ?? wellKnown ?? throw new StartException(
            $"The password of the account '{Principal}' on the Diffusion server is not configured. Set the environment variable "
            + $"{PasswordKey.Replace(":", "__", StringComparison.Ordinal)}, or see the README for user secrets. Never put it into a file of the project.");
    }

    /// <summary>The account's name.</summary>
    public string Principal { get; }

    /// <summary>The account's password.</summary>
    public string Password { get; }

    /// <summary>Gives a server of the sample's own this account and no other, and nobody any permission beyond the account's.</summary>
    public static void OnlyAccountOf(LocalServerOptions server, IConfiguration configuration)
    {
        var administrator = new AdministratorSettings(configuration, wellKnown: "password");
        server.Principals = [new LocalPrincipal(administrator.Principal, administrator.Password, [AdminSession.Role])];
        server.SecurityScript = "";
    }
}
