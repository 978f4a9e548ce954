using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Growth;

/// <summary>One room that remembers so many messages, and has them. Whoever joins reads the latest hundred.</summary>
internal sealed class HistoryCurve() : GrowthCurve("history", 100, 1000, 10_000, 100_000)
{
    private const string Room = "history";
    private const int Messages = 5120;
    private const int Joins = 100;

    public override async Task<IReadOnlyList<(GrowthFigure, double)>> MeasureAsync(int size, GrowthSite site, CancellationToken cancellationToken)
    {
        PeerSession session = await site.ConnectAsync(sender: 0, size, cancellationToken);
        PeerSession reader = await site.ConnectAsync(sender: 1, size, cancellationToken);
        Heaps before = await Heaps.TakeAsync(site.Server, cancellationToken);
        PeerRoom[] room = [await site.JoinAsync(session, Room, reads: false, cancellationToken)];
        await site.PostAsync(room, size, readersOfEach: 0, cancellationToken);
        Heaps heaps = await Heaps.TakeAsync(site.Server, cancellationToken) - before;
        Cost posting = await Cost.OfAsync(site.Server, () => site.PostAsync(room, Messages, readersOfEach: 0, cancellationToken));
        Cost joining = await Cost.OfAsync(site.Server, async () =>
        {
            for (int join = 0; join < Joins; join++)
            {
                await reader.ReadHistoryAsync(Room, site.Deliveries, cancellationToken);
            }
        });
        return
        [
            (GrowthFigure.ServerHeap("message remembered"), heaps.Server / (double)size),
            (GrowthFigure.Cpu("message"), posting.Total / Messages),
            (GrowthFigure.Cpu("join with 100 messages"), joining.Total / Joins),
        ];
    }
}
