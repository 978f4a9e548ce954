using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Connections;

/// <summary>Kestrel with one end point, and what it is put together of.</summary>
/// <remarks>
/// It comes out of a container that nobody else sees, as only there it has its own memory pool and TLS. Made by hand it rents from the
/// pool that all share, which keeps too little for many connections: most of what it rents is new then. Nothing of the host is started.
/// </remarks>
internal sealed class KestrelHost : IDisposable
{
    private readonly IHost _host;
    private readonly IServer _server;

    /// <param name="endPoint">Where it listens.</param>
    /// <param name="certificate">For TLS; null for none.</param>
    /// <param name="maximumRequestLineSize">How long a request line may be.</param>
    /// <param name="gate">Where connections come in.</param>
    /// <param name="loggerFactory">Where it logs. Its owner disposes it.</param>
    public KestrelHost(IPEndPoint endPoint, X509Certificate2? certificate, int maximumRequestLineSize, ConnectionGate gate, ILoggerFactory loggerFactory)
    {
        _host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseKestrelCore()
                .ConfigureKestrel(kestrel =>
                {
                    Configure(kestrel, maximumRequestLineSize);
                    kestrel.Listen(endPoint, listen => Configure(listen, certificate, gate));
                })
                .ConfigureServices(services => services
                    .AddSingleton(loggerFactory)
                    .Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = address => ListenSocket.BindTo((IPEndPoint)address))))
            .Build();
        _server = _host.Services.GetRequiredService<IServer>();
    }

    /// <summary>Where it really listens: the address of the first end point, once it is started.</summary>
    public string Address => _server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public Task StartAsync(HttpApplication application, CancellationToken cancellationToken) => _server.StartAsync(application, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public void Dispose() => _host.Dispose();

    private static void Configure(KestrelServerOptions kestrel, int maximumRequestLineSize)
    {
        kestrel.AddServerHeader = false;

        // A slow reader is bounded by its output queue, not by a data rate.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;

        // The request line carries the session properties and the credentials.
        kestrel.Limits.MaxRequestLineSize = maximumRequestLineSize;

        // The gate has one deadline for all that comes before a WebSocket, on the clock of the options.
        // An infinite one of Kestrel overflows and has run out within a second.
        kestrel.Limits.RequestHeadersTimeout = ConnectionGate.BeyondItsDeadline;
        kestrel.Limits.KeepAliveTimeout = ConnectionGate.BeyondItsDeadline;
    }

    private static void Configure(ListenOptions listen, X509Certificate2? certificate, ConnectionGate gate)
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection => gate.ServeAsync(connection, next));
        if (certificate is not null)
        {
            listen.UseHttps(certificate, https => https.HandshakeTimeout = ConnectionGate.BeyondItsDeadline);
        }
    }
}
