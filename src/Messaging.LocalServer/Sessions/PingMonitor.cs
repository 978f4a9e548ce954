using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Sessions;

/// <summary>Asks a session at regular times whether it is alive, and takes its connection for lost if it has not answered by the next time.</summary>
/// <remarks>Clients rely on it too: one that hears no system ping for two periods takes the connection for dead.</remarks>
internal sealed class PingMonitor : IDisposable
{
    private readonly Session _session;
    private readonly Connection _connection;
    private readonly ITimer? _timer;
    private int _unanswered;

    public PingMonitor(Session session, Connection connection, LocalServerOptions options, TimerCount timers)
    {
        _session = session;
        _connection = connection;
        if (options.SystemPingPeriod > TimeSpan.Zero)
        {
            _timer = timers.Start(options.TimeProvider, Ping, options.SystemPingPeriod, options.SystemPingPeriod);
        }
    }

    /// <summary>Takes note of an answer of the client. Answers to anything but the last ping are none of its business.</summary>
    public void OnResponse(int conversationId) => Interlocked.CompareExchange(ref _unanswered, 0, conversationId);

    public void Dispose() => _timer?.Dispose();

    private void Ping()
    {
        if (_connection.EndReason is not null)
        {
            return;
        }

        int conversationId = _session.NextConversationId();
        if (Interlocked.CompareExchange(ref _unanswered, conversationId, 0) != 0)
        {
            _connection.Abort(EndReason.PingUnanswered);
            return;
        }

        WriteBatch batch = new();
        _session.SendRequest(ServiceId.SystemPing, conversationId, default(EmptyMessage), batch);
        batch.Flush();
    }
}
