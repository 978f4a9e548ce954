namespace Messaging.Benchmarks.Servers;

/// <summary>The kinds of servers that this program can be.</summary>
internal static class ServerCatalog
{
    /// <summary>The local server of this repository.</summary>
    public const string Messaging = "messaging";

    private static readonly Dictionary<string, Func<CancellationToken, Task<IBenchmarkServer>>> Own = new(StringComparer.Ordinal)
    {
        [Messaging] = MessagingServer.StartAsync,
    };

    /// <summary>The kinds.</summary>
    public static IReadOnlyCollection<string> Names => Own.Keys;

    /// <summary>Starts a server in this process.</summary>
    public static Task<IBenchmarkServer> StartAsync(string kind, CancellationToken cancellationToken) => Own[kind](cancellationToken);
}
