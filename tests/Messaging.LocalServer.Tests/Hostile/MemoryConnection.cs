using System.Net;
using Messaging.LocalServer.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>One connection through the whole read path of the server, from the HTTP request on, without a socket.</summary>
internal sealed class MemoryConnection : IHttpUpgradeFeature, IHttpRequestLifetimeFeature, IDisposable
{
    public const string Target = "/diffusion?ty=WB&v=29&ca=10&r=0";

    private readonly DefaultHttpContext _context = new();
    private readonly CancellationTokenSource _aborted = new();

    public MemoryConnection(ConnectionServer server, string target = Target)
    {
        int query = target.IndexOf('?', StringComparison.Ordinal);
        _context.Features.Set<IHttpUpgradeFeature>(this);
        _context.Features.Set<IHttpRequestLifetimeFeature>(this);
        _context.Connection.RemoteIpAddress = IPAddress.Loopback;
        _context.Request.Method = "GET";
        _context.Request.Path = new PathString("/" + (query < 0 ? target : target[..query]).TrimStart('/'));
        _context.Request.QueryString = new QueryString(query < 0 ? string.Empty : target[query..]);
        _context.Request.Headers.Upgrade = "websocket";
        _context.Request.Headers.SecWebSocketVersion = "13";
        _context.Request.Headers.SecWebSocketKey = "dGhlIHNhbXBsZSBub25jZQ==";
        Served = server.ServeAsync(_context);
    }

    public MemoryTransport Transport { get; } = new();

    /// <summary>Completes when the server is through with it.</summary>
    public Task Served { get; }

    public int Status => _context.Response.StatusCode;

    public bool IsUpgradableRequest => true;

    public CancellationToken RequestAborted
    {
        get => _aborted.Token;
        set => throw new NotSupportedException();
    }

    public Task<Stream> UpgradeAsync()
    {
        _context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        return Task.FromResult<Stream>(Transport);
    }

    public void Abort()
    {
        Transport.Abort();
        _aborted.Cancel();
    }

    public void Dispose() => _aborted.Dispose();
}
