using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>Rooms of few sessions, none of which reads: up to a thousand rooms each, which is what the server lets a session select.</summary>
internal sealed class RoomsCurve() : GrowthCurve("rooms", 10, 100, 1000, 10_000)
{
    private const int RoomsPerSession = 500;
    private const int Messages = 2560;
    private const int Joins = 100;

    public override async Task<IReadOnlyList<(GrowthFigure, double)>> MeasureAsync(int size, GrowthSite site, CancellationToken cancellationToken)
    {
        PeerSession[] sessions = new PeerSession[((size - 1) / RoomsPerSession) + 2];
        for (int index = 0; index < sessions.Length; index++)
        {
            sessions[index] = await site.ConnectAsync(index, MessagingServer.RetainedMessages, cancellationToken);
        }

        Heaps before = await Heaps.TakeAsync(site.Server, cancellationToken);
        PeerRoom[] rooms = new PeerRoom[size];
        await GrowthSite.ForEachAsync(
            size,
            async (index, token) => rooms[index] = await site.JoinAsync(sessions[index / RoomsPerSession], $"rooms-{index}", reads: false, token),
            cancellationToken);
        Heaps heaps = await Heaps.TakeAsync(site.Server, cancellationToken) - before;
        await site.PostAsync(rooms, Messages / 4, readersOfEach: 0, cancellationToken);
        Cost posting = await Cost.OfAsync(site.Server, () => site.PostAsync(rooms, Messages, readersOfEach: 0, cancellationToken));
        Cost joining = await Cost.OfAsync(site.Server, async () =>
        {
            for (int join = 0; join < Joins; join++)
            {
                await site.JoinAsync(sessions[^1], $"more-{join}", reads: false, cancellationToken);
            }
        });
        return
        [
            (GrowthFigure.ClientHeap("room joined"), heaps.Client / (double)size),
            (GrowthFigure.ServerHeap("room joined"), heaps.Server / (double)size),
            (GrowthFigure.Cpu("message"), posting.Total / Messages),
            (GrowthFigure.Cpu("join of one more room"), joining.Total / Joins),
        ];
    }
}
