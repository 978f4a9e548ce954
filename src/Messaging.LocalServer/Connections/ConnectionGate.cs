using Messaging.LocalServer.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Connections;

/// <summary>Stands where TCP connections come in: only so many may be without a session, and each only so long without a WebSocket.</summary>
/// <remarks>
/// It comes before TLS and HTTP, so a peer that says nothing, or says it slowly, has one deadline for all of it, on the clock of the
/// options. What comes after the upgrade is the server's own work and has bounds of its own. Members may be called from any thread.
/// </remarks>
internal sealed class ConnectionGate(LocalServerOptions options, ILogger log)
{
    /// <summary>What the layers above the gate are told to allow: longer than the gate ever does, so that only one deadline counts.</summary>
    public static readonly TimeSpan BeyondItsDeadline = LocalServerOptions.LongestHandshakeTimeout + TimeSpan.FromHours(1);

    private int _pending;
    private int _isFull;

    /// <summary>How many connections were not let in as a session.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>Serves a connection to its end, or cuts it if there are too many.</summary>
    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Interlocked.Increment(ref _pending) > options.MaximumPendingConnections)
        {
            Interlocked.Decrement(ref _pending);
            if (Interlocked.Exchange(ref _isFull, 1) == 0)
            {
                // Once until there is room again: whoever opens many must not fill the log as well.
                ServerLog.TooManyConnections(log, options.MaximumPendingConnections);
            }

            connection.Abort(new ConnectionAbortedException("There are too many connections without a session."));
            return;
        }

        using PendingConnection pending = new(this, connection, options.TimeProvider, options.HandshakeTimeout);
        connection.Features.Set(pending);
        await next(connection).ConfigureAwait(false);
    }

    internal void Leave()
    {
        Interlocked.Decrement(ref _pending);
        Volatile.Write(ref _isFull, 0);
    }

    internal void OnTimedOut(ConnectionContext connection)
    {
        ServerLog.HandshakeTimedOut(log, connection.RemoteEndPoint?.ToString() ?? "an unknown address", options.HandshakeTimeout.TotalSeconds);
        connection.Abort(new ConnectionAbortedException("It did not become a WebSocket in time."));
    }
}
