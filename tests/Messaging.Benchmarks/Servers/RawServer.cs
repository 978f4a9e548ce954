using System.Security.Cryptography;
using System.Text;
using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Peers.Raw;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Messaging.Benchmarks.Servers;

/// <summary>The server of a floor: Kestrel, and rooms that hand opaque bytes on.</summary>
internal sealed class RawServer : IBenchmarkServer
{
    private readonly WebApplication _application;
    private readonly RawRooms _rooms;

    private RawServer(WebApplication application, RawRooms rooms)
    {
        _application = application;
        _rooms = rooms;
    }

    public Uri Url => new UriBuilder(_application.Urls.Single()) { Scheme = Uri.UriSchemeWs }.Uri;

    /// <summary>With the framework's WebSocket.</summary>
    public static Task<IBenchmarkServer> StartStockAsync(CancellationToken cancellationToken) => StartAsync(
        (application, rooms) =>
        {
            application.UseWebSockets();
            application.Run(async http => await ServeAsync(new StockLink(await http.WebSockets.AcceptWebSocketAsync(), new Faults()), rooms, http.RequestAborted));
        },
        cancellationToken);

    /// <summary>With frames that are gathered.</summary>
    public static Task<IBenchmarkServer> StartCoalescingAsync(CancellationToken cancellationToken) => StartAsync(
        (application, rooms) => application.Run(async http =>
        {
            IHttpUpgradeFeature upgrade = http.Features.GetRequiredFeature<IHttpUpgradeFeature>();
            http.Response.Headers.Upgrade = "websocket";
            http.Response.Headers.Connection = "Upgrade";
            http.Response.Headers.SecWebSocketAccept = AcceptKey(http.Request.Headers.SecWebSocketKey!);
            Stream stream = await upgrade.UpgradeAsync();
            await ServeAsync(new CoalescingLink(stream, isClient: false, new Faults()), rooms, http.RequestAborted);
        }),
        cancellationToken);

    public Task ResetAsync(CancellationToken cancellationToken)
    {
        _rooms.Clear();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task<IBenchmarkServer> StartAsync(Action<WebApplication, RawRooms> configure, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication application = builder.Build();
        RawRooms rooms = new();
        configure(application, rooms);
        await application.StartAsync(cancellationToken);
        return new RawServer(application, rooms);
    }

    private static async Task ServeAsync(IRawLink link, RawRooms rooms, CancellationToken cancellationToken)
    {
        RawServerConnection connection = new(link, rooms);
        try
        {
            await link.ReadAsync(connection.OnMessage, cancellationToken);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException)
        {
            // The client has gone.
        }
        finally
        {
            connection.LeaveAll();
            await link.DisposeAsync();
        }
    }

    private static string AcceptKey(string key)
    {
        const string Guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
#pragma warning disable CA5350 // RFC 6455 says SHA-1; it protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Guid)));
#pragma warning restore CA5350
    }
}
