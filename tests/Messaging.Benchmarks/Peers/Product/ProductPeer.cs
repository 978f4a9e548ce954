namespace Messaging.Benchmarks.Peers.Product;

/// <summary>The product as apps use it: <see cref="IMessagingClient"/> and <see cref="IChatRoom"/>, nothing below.</summary>
internal sealed class ProductPeer(string name, RoomKind kind, string description) : Peer(name, Servers.ServerCatalog.Messaging, description)
{
    public override bool Supports(string workload) =>
        kind == RoomKind.History || workload is Workloads.WorkloadNames.RoundTrip or Workloads.WorkloadNames.FanOut or Workloads.WorkloadNames.FanOutOne
            or Workloads.WorkloadNames.Rooms;

    public override PeerSession CreateSession(SessionContext context) => new ProductSession(context, kind);
}
