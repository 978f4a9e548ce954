using System.Net;
using System.Net.WebSockets;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Connections;

/// <summary>Connects by the platform's WebSocket.</summary>
internal sealed class WebSocketConnector : IConnector
{
    // The target is escaped already, byte for byte as it must go out (SESS-02).
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private WebSocketConnector()
    {
    }

    public static WebSocketConnector Instance { get; } = new();

    public async Task<IConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        ClientWebSocket socket = new();
        try
        {
            Configure(socket.Options, target);
            await socket.ConnectAsync(UriOf(target), cancellationToken).ConfigureAwait(false);
            return new WebSocketConnection(socket, target.MaximumMessageSize);
        }
        catch (Exception e)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(Describe(e, status), e);
        }
    }

    private static void Configure(ClientWebSocketOptions options, ConnectionTarget target)
    {
        // The protocol has pings of its own (SESS-30); a second kind would only keep a timer.
        options.KeepAliveInterval = TimeSpan.Zero;
        options.CollectHttpResponseDetails = true;
        if (target.CertificateValidation is { } validation)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                validation(certificate!, chain!, errors) == CertificateValidationResult.ACCEPT;
        }
    }

    private static Uri UriOf(ConnectionTarget target)
    {
        ServerAddress address = target.Address with { Path = string.Empty };
        return new Uri(address + target.RequestTarget, AsItIs);
    }

    private static string Describe(Exception e, HttpStatusCode status) => status switch
    {
        0 => e.GetBaseException().Message,
        HttpStatusCode.SwitchingProtocols => "the server's answer to the WebSocket upgrade is invalid",
        _ => $"the server answered the WebSocket upgrade with the HTTP status {(int)status}",
    };
}
