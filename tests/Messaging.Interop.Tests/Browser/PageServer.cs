using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Browser;

/// <summary>A web server with one page and the browser bundle of the official SDK, on a free port.</summary>
public sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PageServer(WebApplication application) => _application = application;

    /// <summary>The page.</summary>
    public string Url => _application.Urls.Single();

    public static async Task<PageServer> StartAsync(NodeSdk sdk)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.Run(context => context.Request.Path.Value switch
        {
            "/" => SendAsync(context, "text/html; charset=utf-8", RepositoryRoot.Combine("tests/Messaging.Interop.Tests/Browser/room.html")),
            "/diffusion.js" => SendAsync(context, "text/javascript; charset=utf-8", sdk.BrowserBundlePath),
            _ => NotFound(context),
        });
        await application.StartAsync();
        return new PageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

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
