using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messaging.Benchmarks.Servers;

/// <summary>ASP.NET Core SignalR with both of its protocols; the client chooses.</summary>
internal sealed class SignalRServer : IBenchmarkServer
{
    private const string Path = "/chat";

    private readonly WebApplication _application;

    private SignalRServer(WebApplication application) => _application = application;

    public Uri Url => new(new Uri(_application.Urls.Single()), Path);

    public static async Task<IBenchmarkServer> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<ChatHistories>();
        builder.Services.AddSignalR().AddMessagePackProtocol();
        WebApplication application = builder.Build();
        application.MapHub<ChatHub>(Path, options => options.Transports = HttpTransportType.WebSockets);
        await application.StartAsync(cancellationToken);
        return new SignalRServer(application);
    }

    public Task ResetAsync(CancellationToken cancellationToken)
    {
        _application.Services.GetRequiredService<ChatHistories>().Clear();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
