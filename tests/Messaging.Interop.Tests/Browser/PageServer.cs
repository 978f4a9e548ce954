using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Browser;

/// <summary>A web server with the tests' pages and the browser bundle of the official SDK, on a free port.</summary>
public sealed class PageServer : IAsyncDisposable
{
    /// <summary>The page that does what lesson 1 does.</summary>
    public const string Room = "/room.html";

    /// <summary>The page that does what lesson 2 does.</summary>
    public const string History = "/history.html";

    /// <summary>The page that does with a session what the test says.</summary>
    public const string Security = "/security.html";

    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    /// <summary>The address of the pages: append <see cref="Room"/>, <see cref="History"/> or <see cref="Security"/>.</summary>
    public string Url => _application.Urls.Single();

    public static async Task<PageServer> StartAsync(NodeSdk sdk)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.Run(context => context.Request.Path.Value switch
        {
            Room or History or Security => SendAsync(context, "text/html; charset=utf-8", File($"Browser{context.Request.Path.Value}")),
            "/series.mjs" => SendAsync(context, "text/javascript; charset=utf-8", File("node/series.mjs")),
            "/diffusion.js" => SendAsync(context, "text/javascript; charset=utf-8", sdk.BrowserBundlePath),
            _ => NotFound(context),
        });
        await application.StartAsync();
        return new PageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static string File(string name) => RepositoryRoot.Combine($"tests/Messaging.Interop.Tests/{name}");

    private static Task SendAsync(HttpContext context, string contentType, string file)
    {
        context.Response.ContentType = contentType;
        return context.Response.SendFileAsync(file);
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
