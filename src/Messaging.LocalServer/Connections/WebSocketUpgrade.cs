using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Messaging.LocalServer.Connections;

/// <summary>The opening handshake of WebSocket (RFC 6455, 4.2), and words for those who do not send one.</summary>
internal static class WebSocketUpgrade
{
    private const string Endpoint = "/diffusion";
    private const string Version = "13";
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const int KeySize = 16;

    /// <summary>Takes the connection over from HTTP.</summary>
    /// <returns>The raw stream, or null if the request was answered as plain HTTP.</returns>
    public static async Task<Stream?> AcceptAsync(HttpContext context)
    {
        if (!IsEndpoint(context.Request.Path))
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, $"This is a local Diffusion server. It listens for WebSockets at {(context.Request.IsHttps ? "wss" : "ws")}://{context.Request.Host}{Endpoint}.").ConfigureAwait(false);
            return null;
        }

        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        if (upgrade is not { IsUpgradableRequest: true } || !IsWebSocket(context.Request, out string key))
        {
            context.Response.Headers.SecWebSocketVersion = Version;
            await AnswerAsync(context, StatusCodes.Status426UpgradeRequired, $"This is a local Diffusion server. {Endpoint} takes WebSocket connections (version {Version}) only.").ConfigureAwait(false);
            return null;
        }

        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = Accept(key);
        return await upgrade.UpgradeAsync().ConfigureAwait(false);
    }

    private static bool IsEndpoint(PathString path) => path.Value?.EndsWith(Endpoint, StringComparison.Ordinal) == true;

    private static bool IsWebSocket(HttpRequest request, out string key)
    {
        key = request.Headers.SecWebSocketKey.ToString();
        return HttpMethods.IsGet(request.Method)
            && string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            && request.Headers.SecWebSocketVersion == Version
            && Convert.TryFromBase64String(key, stackalloc byte[KeySize * 2], out int size)
            && size == KeySize;
    }

#pragma warning disable CA5350 // RFC 6455 names SHA-1 for this proof of having read the request; it protects nothing.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        byte[] body = Encoding.UTF8.GetBytes(text + "\n");
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}
