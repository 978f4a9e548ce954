using Messaging.Benchmarks.Peers.Product;
using Messaging.Benchmarks.Peers.StandIn;

namespace Messaging.Benchmarks.Peers;

/// <summary>The peers.</summary>
internal static class PeerCatalog
{
    /// <summary>The product, in rooms that remember.</summary>
    public const string Product = "messaging";

    /// <summary>The product, in rooms that hold their last message.</summary>
    public const string ProductLive = "messaging-live";

    /// <summary>The API below the product.</summary>
    public const string StandIn = "standin";

    /// <summary>All of them, in the order of tables.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new ProductPeer(Product, RoomKind.History, "the product, through IChatRoom, in rooms that keep their history"),
        new ProductPeer(ProductLive, RoomKind.Live, "the product, through IChatRoom, in live rooms"),
        new StandInPeer(StandIn),
    ];

    /// <summary>The peer with a name.</summary>
    public static Peer Get(string name) => All.First(peer => peer.Name == name);
}
