using Messaging.Benchmarks.Peers.JavaScript;
using Messaging.Benchmarks.Peers.Mqtt;
using Messaging.Benchmarks.Peers.Nats;
using Messaging.Benchmarks.Peers.Product;
using Messaging.Benchmarks.Peers.Raw;
using Messaging.Benchmarks.Peers.Redis;
using Messaging.Benchmarks.Peers.SignalR;
using Messaging.Benchmarks.Peers.StandIn;
using Messaging.Benchmarks.Servers;

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

    /// <summary>WebSocket as the framework has it.</summary>
    public const string Raw = "raw";

    /// <summary>WebSocket frames that are gathered.</summary>
    public const string RawCoalescing = "rawc";

    /// <summary>SignalR with its JSON protocol.</summary>
    public const string SignalRJson = "sigj";

    /// <summary>SignalR with its MessagePack protocol.</summary>
    public const string SignalRMessagePack = "sigm";

    /// <summary>NATS with NATS.Net.</summary>
    public const string Nats = "nats";

    /// <summary>Redis with StackExchange.Redis.</summary>
    public const string Redis = "redis";

    /// <summary>Mosquitto with MQTTnet.</summary>
    public const string Mqtt = "mqtt";

    /// <summary>The vendor's SDK for JavaScript.</summary>
    public const string JavaScript = "js";

    private const string WithoutDeltas = "-values";

    /// <summary>All of them, in the order of tables.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new ProductPeer(Product, RoomKind.History, sendsDeltas: true, "the product, through IChatRoom, in rooms that keep their history"),
        new ProductPeer(ProductLive, RoomKind.Live, sendsDeltas: true, "the product, through IChatRoom, in live rooms"),
        new ProductPeer(Product + WithoutDeltas, RoomKind.History, sendsDeltas: false, "the product in rooms that keep their history, without deltas"),
        new ProductPeer(ProductLive + WithoutDeltas, RoomKind.Live, sendsDeltas: false, "the product in live rooms, without deltas"),
        new StandInPeer(StandIn),
        new RawPeer(Raw, ServerCatalog.Raw, RawConnector.ConnectStockAsync, "opaque bytes over the framework's WebSocket, one send per message; stores nothing in W1 to W3"),
        new RawPeer(RawCoalescing, ServerCatalog.RawCoalescing, RawConnector.ConnectCoalescingAsync, "opaque bytes in WebSocket frames that are gathered on both sides; stores nothing in W1 to W3"),
        new SignalRPeer(SignalRJson, isMessagePack: false, "ASP.NET Core SignalR with JSON; stores nothing in W1 to W3"),
        new SignalRPeer(SignalRMessagePack, isMessagePack: true, "ASP.NET Core SignalR with MessagePack; stores nothing in W1 to W3"),
        new NatsPeer(Nats),
        new RedisPeer(Redis),
        new MqttPeer(Mqtt),
        new JavaScriptPeer(JavaScript),
    ];

    /// <summary>The peer with a name.</summary>
    public static Peer Get(string name) => All.First(peer => peer.Name == name);
}
