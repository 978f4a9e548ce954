using System.Reflection;
using Lessons.Shared.Components;
using Messaging;
using Messaging.LocalServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Lessons.Shared;

/// <summary>The web site that every lesson is shown on, with a Diffusion server behind it.</summary>
public static class LessonSite
{
    /// <summary>Serves a lesson's pages until the process is told to end.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--Diffusion:Url</c> and whatever else is configuration.</param>
    /// <param name="lesson">The assembly with the lesson's pages.</param>
    /// <param name="addServices">What the lesson's pages need. "Scoped" in Blazor: one for each browser tab.</param>
    /// <param name="secure">
    /// What is changed of the local server, if the lesson starts one; <see langword="null"/> lets everybody do everything there.
    /// </param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(
        string[] args, Assembly lesson, Action<IServiceCollection> addServices, Action<LocalServerOptions, IConfiguration>? secure = null)
    {
        // The app's own files lie beside its assembly, whichever directory it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told below, in one sentence
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            builder.WebHost.UseUrls("http://127.0.0.1:5080");
            builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = ListenSocket.BindHereOrToFreePort);
        }

        await using LocalDiffusionServer? ownServer = await DevelopmentServer.StartUnlessConfiguredAsync(builder.Configuration, secure);

        builder.Services.AddSingleton(new LessonAssembly(lesson)).AddScoped<ChatSettings>().AddScoped<Visitor>();
        builder.Services.AddSingleton(site => ServerOf(site.GetRequiredService<IConfiguration>(), isOwn: ownServer is not null));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = TextLimits.MaximumTransferSize);
        addServices(builder.Services);

        await using WebApplication app = builder.Build();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode().AddAdditionalAssemblies(lesson);
        return await ServeAsync(app);
    }

    private static LessonServer ServerOf(IConfiguration configuration, bool isOwn) =>
        Uri.TryCreate(configuration[ChatSettings.UrlKey], UriKind.Absolute, out Uri? url)
            ? new LessonServer(url, isOwn)
            : throw new StartException($"'{configuration[ChatSettings.UrlKey]}' is no address of a Diffusion server ({ChatSettings.UrlKey}).");

    private static async Task<int> ServeAsync(WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Choose another address with --urls.");
            return 1;
        }

        catch (Exception e) when (e is StartException or MessagingException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        foreach (string address in app.Urls)
        {
            Console.WriteLine($"Chat page: {address}");
        }

        Console.WriteLine($"Diffusion server: {app.Configuration[ChatSettings.UrlKey]}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
