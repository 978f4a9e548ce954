using Messaging.LocalServer;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;

namespace Lessons.Shared;

/// <summary>A Diffusion server for trying things out, inside this process.</summary>
internal static class DevelopmentServer
{
    /// <summary>
    /// Starts a local server when no address of a Diffusion server is configured, and configures its address.
    /// </summary>
    /// <param name="configuration">The app's configuration.</param>
    /// <param name="secure">Changes who may do what; <see langword="null"/> lets everybody do everything.</param>
    /// <returns>The server; <see langword="null"/> when another one is configured.</returns>
    public static async Task<LocalDiffusionServer?> StartUnlessConfiguredAsync(
        IConfiguration configuration, Action<LocalServerOptions, IConfiguration>? secure)
    {
        if (!string.IsNullOrWhiteSpace(configuration[ChatSettings.UrlKey]))
        {
            return null;
        }

        // The first lessons know no accounts: like the tutorial, they let everybody create rooms and edit what is in them.
        var options = new LocalServerOptions { SecurityScript = LocalServerOptions.DevelopmentSecurityScript };
        secure?.Invoke(options, configuration);
        LocalDiffusionServer server = await StartAsync(options);
        configuration[ChatSettings.UrlKey] = server.Url.OriginalString;
        return server;
    }

    private static async Task<LocalDiffusionServer> StartAsync(LocalServerOptions options)
    {
        try
        {
            options.Port = 8080;
            return await LocalDiffusionServer.StartAsync(options);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            options.Port = 0;
            return await LocalDiffusionServer.StartAsync(options);
        }
    }
}
