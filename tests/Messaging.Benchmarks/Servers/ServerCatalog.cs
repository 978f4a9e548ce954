namespace Messaging.Benchmarks.Servers;

/// <summary>The kinds of servers.</summary>
internal static class ServerCatalog
{
    /// <summary>The local server of this repository.</summary>
    public const string Messaging = "messaging";

    /// <summary>WebSocket as the framework has it.</summary>
    public const string Raw = "raw";

    /// <summary>WebSocket frames that are gathered.</summary>
    public const string RawCoalescing = "rawc";

    /// <summary>ASP.NET Core SignalR.</summary>
    public const string SignalR = "signalr";

    /// <summary>nats-server, with JetStream.</summary>
    public const string Nats = "nats";

    /// <summary>redis-server, which writes nothing to the disk.</summary>
    public const string Redis = "redis";

    /// <summary>mosquitto.</summary>
    public const string Mosquitto = "mosquitto";

    private static readonly ServerKind[] All =
    [
        new OwnServerKind(Messaging, MessagingServer.StartAsync),
        new OwnServerKind(Raw, RawServer.StartStockAsync),
        new OwnServerKind(RawCoalescing, RawServer.StartCoalescingAsync),
        new OwnServerKind(SignalR, SignalRServer.StartAsync),
        new ForeignServerKind(Nats, "nats", "nats-server", "nats", ForeignArguments.OfNats),
        new ForeignServerKind(Redis, "redis", "redis-server", "redis", ForeignArguments.OfRedis),
        new ForeignServerKind(Mosquitto, "mqtt", "mosquitto", "mosquitto", ForeignArguments.OfMosquitto),
    ];

    /// <summary>Those that this program can be.</summary>
    public static IEnumerable<OwnServerKind> Own => All.OfType<OwnServerKind>();

    /// <summary>Those that are programs of somebody else.</summary>
    public static IEnumerable<ForeignServerKind> Foreign => All.OfType<ForeignServerKind>();

    /// <summary>The kind with a name.</summary>
    public static ServerKind Get(string name) => All.First(kind => kind.Name == name);
}
