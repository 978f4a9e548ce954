using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Connections.WebSockets;

/// <summary>
/// Connects by a socket, TLS where the address asks for it, and the opening handshake of RFC 6455. Where a proxy is between,
/// the platform's WebSocket does it (<see cref="PlatformWebSocketConnector"/>).
/// </summary>
/// <param name="proxy">Says which proxy there is; null for what the platform says, by the system's settings or the environment.</param>
internal sealed class WebSocketConnector(IWebProxy? proxy = null) : IConnector
{
    public static WebSocketConnector Instance { get; } = new();

    public Task<IConnection> ConnectAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        try
        {
            Uri uri = target.ToUri();
            IWebProxy proxies = proxy ?? HttpClient.DefaultProxy;
            return !proxies.IsBypassed(uri) && proxies.GetProxy(uri) is not null
                ? new PlatformWebSocketConnector(proxies).ConnectAsync(target, cancellationToken)
                : ConnectAsync(target, uri, cancellationToken);
        }
        catch (UriFormatException e)
        {
            return Task.FromException<IConnection>(new IOException(e.Message, e));
        }
    }

    private static async Task<IConnection> ConnectAsync(ConnectionTarget target, Uri uri, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(uri.IdnHost, target.Address.EffectivePort), cancellationToken).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (target.Address.Secure)
            {
                stream = await SecureAsync(stream, uri.IdnHost, target, cancellationToken).ConfigureAwait(false);
            }

            ReceiveBuffer received = await UpgradeAsync(stream, HostHeader(uri), target.RequestTarget, cancellationToken).ConfigureAwait(false);
            return new WebSocketConnection(stream, received, target.MaximumMessageSize);
        }
        catch (Exception e)
        {
            Release(stream, socket);
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException(e.GetBaseException().Message, e);
        }
    }

    private static string HostHeader(Uri uri)
    {
        string host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port}";
    }

    private static async Task<Stream> SecureAsync(Stream transport, string host, ConnectionTarget target, CancellationToken cancellationToken)
    {
        SslStream secure = new(transport, leaveInnerStreamOpen: false);
        SslClientAuthenticationOptions options = new() { TargetHost = host };
        if (target.CertificateValidation is { } validation)
        {
            options.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                validation(certificate!, chain!, errors) == CertificateValidationResult.ACCEPT;
        }

        try
        {
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<ReceiveBuffer> UpgradeAsync(Stream stream, string host, string requestTarget, CancellationToken cancellationToken)
    {
        // Not given to the stream, which would keep the token for as long as the session lives.
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), stream);
        Upgrade upgrade = Upgrade.Create();
        await stream.WriteAsync(upgrade.WriteRequest(host, requestTarget), CancellationToken.None).ConfigureAwait(false);
        ReceiveBuffer received = new();
        int answerLength;
        do
        {
            int count = await stream.ReadAsync(received.Prepare(0), CancellationToken.None).ConfigureAwait(false);
            if (count == 0)
            {
                throw new IOException("the server closed the connection without an answer to the WebSocket upgrade");
            }

            received.Commit(count);
            answerLength = upgrade.ReadAnswer(received.Bytes.Span);
        }
        while (answerLength == 0);
        received.Consume(answerLength);
        return received;
    }

    // Not the asynchronous twin: that would wait for a write that hangs.
    private static void Release(Stream? stream, Socket socket)
    {
        stream?.Dispose();
        socket.Dispose();
    }
}
