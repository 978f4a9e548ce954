using System.Globalization;
using Messaging.Benchmarks.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Messaging.Benchmarks.Servers;

/// <summary>Where a server takes orders from the benchmark, beside its own port: to forget, and to collect garbage and say what remains.</summary>
internal sealed class ControlEndpoint : IAsyncDisposable
{
    /// <summary>Forgets rooms and histories.</summary>
    public const string ResetPath = "/reset";

    /// <summary>Collects garbage; the answer is the number of bytes on the heap.</summary>
    public const string HeapPath = "/heap";

    private readonly WebApplication _application;

    private ControlEndpoint(WebApplication application) => _application = application;

    public Uri Url => new(_application.Urls.Single());

    public static async Task<ControlEndpoint> StartAsync(IBenchmarkServer server, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        application.MapPost(ResetPath, async (HttpContext http) => await server.ResetAsync(http.RequestAborted));
        application.MapPost(HeapPath, async (HttpContext http) =>
            await http.Response.WriteAsync(ManagedHeap.Collect().ToString(CultureInfo.InvariantCulture), http.RequestAborted));
        await application.StartAsync(cancellationToken);
        return new ControlEndpoint(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
