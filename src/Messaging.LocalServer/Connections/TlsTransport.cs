using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Connections;

/// <summary>Puts TLS under HTTP.</summary>
internal static class TlsTransport
{
    public static void Use(ListenOptions listen, X509Certificate2 certificate, ILoggerFactory loggerFactory)
    {
        // Kestrel's own TLS takes services that nobody but its host builder can register. Nothing of this host is started.
        IHost host = new HostBuilder()
            .ConfigureWebHost(web => web.UseKestrelCore().ConfigureServices(services => services.AddSingleton(loggerFactory)))
            .Build();
        listen.KestrelServerOptions.ApplicationServices = host.Services;

        listen.UseHttps(certificate, https => https.HandshakeTimeout = ConnectionGate.BeyondItsDeadline);
    }
}
