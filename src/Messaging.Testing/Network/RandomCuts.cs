namespace Messaging.Testing;

/// <summary>Cuts connections of a <see cref="FaultProxy"/> by a seed.</summary>
internal sealed class RandomCuts(FaultProxy proxy, TimeSpan meanInterval, int seed, TimeProvider time)
{
    // The half-open one leaves the server with a dead connection. The other way round a client would wait for pings, or for ever.
    private static readonly Action<ProxiedConnection>[] Ways =
    [
        connection => connection.Cut(),
        connection => connection.Cut(CutKind.Finish),
        connection => connection.Cut(sides: CutSides.Client),
        connection => connection.Cut(sides: CutSides.Server),
        connection => connection.Cut(sides: CutSides.Client, isHalfOpen: true),
    ];

    private readonly Random _random = new(seed);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int cuts = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            // Always three numbers a turn, so that the next turn's do not depend on what was open in this.
            TimeSpan pause = meanInterval * -Math.Log(1 - _random.NextDouble());
            double which = _random.NextDouble();
            Action<ProxiedConnection> way = Ways[_random.Next(Ways.Length)];
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ProxiedConnection[] open = [.. proxy.Connections.Where(connection => !connection.IsCut)];
            if (open.Length > 0 && !cancellationToken.IsCancellationRequested)
            {
                way(open[(int)(which * open.Length)]);
                cuts++;
            }
        }

        return cuts;
    }
}
