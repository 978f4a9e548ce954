using Messaging.Benchmarks.Peers;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Growth;

/// <summary>One room, and so many members of it, all of whom read.</summary>
internal sealed class MembersCurve() : GrowthCurve("members", 1, 10, 100, 1000)
{
    private const string Room = "members";
    private const int Deliveries = 51_200;
    private const int MostMessages = 5120;
    private const int LeastMessages = 128;
    private const int Joins = 50;

    public override async Task<IReadOnlyList<(GrowthFigure, double)>> MeasureAsync(int size, GrowthSite site, CancellationToken cancellationToken)
    {
        PeerRoom[] rooms = new PeerRoom[size];
        await GrowthSite.ForEachAsync(
            size,
            async (index, token) =>
                rooms[index] = await site.JoinAsync(await site.ConnectAsync(index, MessagingServer.RetainedMessages, token), Room, reads: true, token),
            cancellationToken);
        PeerSession next = await site.ConnectAsync(size, MessagingServer.RetainedMessages, cancellationToken);
        PeerRoom[] writer = [rooms[0]];
        int messages = Math.Clamp(Deliveries / size, LeastMessages, MostMessages);
        await site.PostAsync(writer, Math.Max(LeastMessages, messages / 4), size, cancellationToken);
        Cost posting = await Cost.OfAsync(site.Server, () => site.PostAsync(writer, messages, size, cancellationToken));
        Cost joining = await Cost.OfAsync(site.Server, async () =>
        {
            for (int join = 0; join < Joins; join++)
            {
                await next.ReadHistoryAsync(Room, site.Deliveries, cancellationToken);
            }
        });
        return
        [
            (GrowthFigure.Cpu("message"), posting.Total / messages),
            (GrowthFigure.Cpu("delivery"), posting.Total / messages / size),
            (GrowthFigure.ServerCpu("delivery"), posting.Server / messages / size),
            (GrowthFigure.Cpu("join with 100 messages"), joining.Total / Joins),
        ];
    }
}
