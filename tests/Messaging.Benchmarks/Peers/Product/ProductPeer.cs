using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Peers.Product;

/// <summary>The product as apps use it: <see cref="IMessagingClient"/> and <see cref="IChatRoom"/>, nothing below.</summary>
/// <param name="name">Its name.</param>
/// <param name="kind">The kind of its rooms.</param>
/// <param name="sendsDeltas">Whether the server may send what has changed in place of values. Without, it only counts bytes.</param>
/// <param name="description">What it is.</param>
internal sealed class ProductPeer(string name, RoomKind kind, bool sendsDeltas, string description) : Peer(name, ServerCatalog.Messaging, description)
{
    // Rooms of one message have no history, and what was replaced before it was read is no loss to them: the same figures as others' pub/sub.
    private static readonly string[] OfLiveRooms =
        [WorkloadNames.RoundTrip, WorkloadNames.FanOut, WorkloadNames.FanOutOne, WorkloadNames.Rooms, WorkloadNames.Wire];

    public override bool Supports(string workload) =>
        (sendsDeltas || workload == WorkloadNames.Wire) && (kind == RoomKind.History || OfLiveRooms.Contains(workload));

    public override PeerSession CreateSession(SessionContext context) => new ProductSession(context, kind, sendsDeltas);
}
