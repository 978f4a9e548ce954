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

    private static readonly ServerKind[] All =
    [
        new OwnServerKind(Messaging, MessagingServer.StartAsync),
        new OwnServerKind(Raw, RawServer.StartStockAsync),
        new OwnServerKind(RawCoalescing, RawServer.StartCoalescingAsync),
        new OwnServerKind(SignalR, SignalRServer.StartAsync),
    ];

    /// <summary>Those that this program can be.</summary>
    public static IEnumerable<OwnServerKind> Own => All.OfType<OwnServerKind>();

    /// <summary>The kind with a name.</summary>
    public static ServerKind Get(string name) => All.First(kind => kind.Name == name);
}
