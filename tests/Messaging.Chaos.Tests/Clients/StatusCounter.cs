namespace Messaging.Chaos.Tests.Clients;

/// <summary>Counts how a client came back, until it is closed.</summary>
internal sealed class StatusCounter
{
    private int _resumed;
    private int _replaced;

    public StatusCounter(IMessagingClient client) => Completion = WatchAsync(client);

    public int Resumed => _resumed;

    public int Replaced => _replaced;

    public Task Completion { get; }

    private async Task WatchAsync(IMessagingClient client)
    {
        string? session = null;
        bool wasAway = false;
        await foreach (ConnectionStatus status in client.WatchStatusAsync())
        {
            if (status.State == ConnectionState.Connected && client.SessionId is { } current)
            {
                _resumed += wasAway && current == session ? 1 : 0;
                _replaced += session is not null && current != session ? 1 : 0;
                session = current;
            }

            wasAway = status.State == ConnectionState.Reconnecting;
        }
    }
}
