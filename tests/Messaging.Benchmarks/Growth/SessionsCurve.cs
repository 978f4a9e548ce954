using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>Sessions in rooms of five, all of which read. The same few rooms are posted to, however many there are.</summary>
internal sealed class SessionsCurve() : GrowthCurve("sessions", 100, 300, 1000, 3000, 5000)
{
    private const int MembersPerRoom = 5;
    private const int BusyRooms = 20;
    private const int Messages = 2560;

    public override async Task<IReadOnlyList<(GrowthFigure, double)>> MeasureAsync(int size, GrowthSite site, CancellationToken cancellationToken)
    {
        Heaps before = await Heaps.TakeAsync(site.Server, cancellationToken);
        PeerRoom[] rooms = new PeerRoom[size];
        Cost opening = await Cost.OfAsync(site.Server, () => GrowthSite.ForEachAsync(
            size,
            async (index, token) =>
            {
                PeerSession session = await site.ConnectAsync(index, MessagingServer.RetainedMessages, token);
                rooms[index] = await site.JoinAsync(session, $"sessions-{index / MembersPerRoom}", reads: true, token);
            },
            cancellationToken));
        Heaps heaps = await Heaps.TakeAsync(site.Server, cancellationToken) - before;
        PeerRoom[] busy = [.. Enumerable.Range(0, BusyRooms).Select(room => rooms[room * MembersPerRoom])];
        await site.PostAsync(busy, Messages / 4, MembersPerRoom, cancellationToken);
        Cost posting = await Cost.OfAsync(site.Server, () => site.PostAsync(busy, Messages, MembersPerRoom, cancellationToken));
        return
        [
            (GrowthFigure.ClientHeap("session"), heaps.Client / (double)size),
            (GrowthFigure.ServerHeap("session"), heaps.Server / (double)size),
            (GrowthFigure.Cpu("session opened and joined"), opening.Total / size),
            (GrowthFigure.Cpu("delivery"), posting.Total / (Messages * MembersPerRoom)),
        ];
    }
}
