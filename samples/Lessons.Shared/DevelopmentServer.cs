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
    /// <returns>The server; <see langword="null"/> when another one is configured.</returns>
    public static async Task<LocalDiffusionServer?> StartUnlessConfiguredAsync(IConfiguration configuration)
    {
        if (!string.IsNullOrWhiteSpace(configuration[ChatSettings.UrlKey]))
        {
            return null;
        }

        LocalDiffusionServer server = await StartAsync();
        configuration[ChatSettings.UrlKey] = server.Url.OriginalString;
        return server;
    }

    private static async Task<LocalDiffusionServer> StartAsync()
    {
        try
        {
            return await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 8080 });
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            return await LocalDiffusionServer.StartAsync(new LocalServerOptions { Port = 0 });
        }
    }
}
