using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messaging;

/// <summary>Says how a client's connection is. Looks at its status and asks nobody, so it costs nothing and never waits.</summary>
internal sealed class MessagingHealthCheck(IMessagingClient client) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ConnectionStatus status = client.Status;
        HealthStatus health = status switch
        {
            { State: ConnectionState.Connected } => HealthStatus.Healthy,
            { State: ConnectionState.Closed } or { State: ConnectionState.Disconnected, Error: not null } => context.Registration.FailureStatus,
            _ => HealthStatus.Degraded,
        };
        return Task.FromResult(new HealthCheckResult(health, Describe(status), status.Error, DataOf(status)));
    }

    private static string Describe(ConnectionStatus status) => status.State switch
    {
        ConnectionState.Connected => "Connected.",
        ConnectionState.Connecting => $"Connecting since {status.Since:O}. {status.Error?.Message}",
        ConnectionState.Reconnecting => $"Reconnecting since {status.Since:O}. {status.Error?.Message}",
        ConnectionState.Closed => $"Closed for good. {status.Error?.Message}",
        _ => status.Error is { } error ? $"Not connected. {error.Message}" : "Nobody has asked for a connection yet.",
    };

    private Dictionary<string, object> DataOf(ConnectionStatus status)
    {
        var data = new Dictionary<string, object> { ["state"] = status.State.ToString(), ["since"] = status.Since };
        if (client.SessionId is { } session)
        {
            data["sessionId"] = session;
        }

        if (status.Error is { } error)
        {
            data["errorCode"] = error.Code.ToString();
        }

        if (status.NextRetryAt is { } next)
        {
            data["nextRetryAt"] = next;
        }

        return data;
    }
}
