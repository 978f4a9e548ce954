namespace Messaging.Chaos.Tests.Server;

/// <summary>What stands between the clients and the server, and breaks.</summary>
internal sealed class Network(Uri server, ChaosPlan plan) : IAsyncDisposable
{
    private readonly FaultProxy _proxy = FaultProxy.Start(server);
    private int _cuts;

    public Uri Url => _proxy.Url;

    /// <summary>What happened to connections, with how often.</summary>
    public IReadOnlyDictionary<string, int> Faults => new Dictionary<string, int>
    {
        ["cuts"] = _cuts,
        ["connections"] = (int)_proxy.Statistics.Connections,
    };

    /// <summary>Cuts one connection after the other, in every way there is, until it is told to stop.</summary>
    public async Task BreakAsync(CancellationToken stop) => _cuts = await _proxy.CutRandomlyAsync(plan.CutInterval, plan.Seed, stop);

    /// <summary>
    /// From now on the server's answers get lost on all connections, while it still hears everything: what it accepts nobody is told of.
    /// Until <see cref="CutAllAsync"/>.
    /// </summary>
    public void SwallowAnswers()
    {
        foreach (ProxiedConnection connection in _proxy.Connections)
        {
            connection.FromServer.Swallow();
        }
    }

    public Task CutAllAsync() => _proxy.CutAsync();

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();
}
