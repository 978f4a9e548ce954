using System.Net;
using System.Net.WebSockets;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Connects by the platform's WebSocket, through a proxy: that speaks to proxies of all kinds, and signs in to them.</summary>
/// <param name="proxy">The proxy.</param>
internal sealed class PlatformWebSocketConnector(IWebProxy proxy) : IConnector
{
    public async Task<IConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        ClientWebSocket socket = new();
        try
        {
            Configure(socket.Options, target);
            await socket.ConnectAsync(target.ToUri(), cancellationToken).ConfigureAwait(false);
            return new PlatformWebSocketConnection(socket, target.MaximumMessageSize);
        }
        catch (Exception e)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(Describe(e, status), e);
        }
    }

    private void Configure(ClientWebSocketOptions options, ConnectionTarget target)
    {
        // The protocol has pings of its own (SESS-30); a second kind would only keep a timer.
        options.Proxy = proxy;
        options.KeepAliveInterval = TimeSpan.Zero;
        options.CollectHttpResponseDetails = true;
        if (target.CertificateValidation is { } validation)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                validation(certificate!, chain!, errors) == CertificateValidationResult.ACCEPT;
        }
    }

    private static string Describe(Exception e, HttpStatusCode status) => status switch
    {
        0 => e.GetBaseException().Message,
        HttpStatusCode.SwitchingProtocols => "the server's answer to the WebSocket upgrade is invalid",
        _ => $"the server answered the WebSocket upgrade with the HTTP status {(int)status}",
    };
}
