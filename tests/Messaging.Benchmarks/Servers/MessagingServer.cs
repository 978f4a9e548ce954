using Messaging.Benchmarks.Peers.StandIn;
using Messaging.LocalServer;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Benchmarks.Servers;

/// <summary>
/// The local server as it comes: sessions sign in with a password, every subscription and every append is permitted by the account's
/// roles, and what is sent is kept for a session in case that its connection breaks.
/// </summary>
internal sealed class MessagingServer : IBenchmarkServer
{
    /// <summary>The account of all sessions.</summary>
    public const string Principal = "bench";

    /// <summary>Its password.</summary>
    public const string Password = "bench";

    /// <summary>How many messages each room remembers.</summary>
    public const int RetainedMessages = 1000;

    private const string Prefix = "Chat";

    private readonly LocalDiffusionServer _server;

    private MessagingServer(LocalDiffusionServer server) => _server = server;

    public Uri Url => _server.Url;

    /// <summary>The topic of a room.</summary>
    public static string PathOf(string room) => $"{Prefix}/{room}";

    public static async Task<IBenchmarkServer> StartAsync(CancellationToken cancellationToken) =>
        new MessagingServer(await LocalDiffusionServer.StartAsync(
            new LocalServerOptions
            {
                Port = 0,
                AllowAnonymous = false,
                Principals = [new LocalPrincipal(Principal, Password, ["CLIENT", "TOPIC_CONTROL"])],

                // Signing in is no part of any figure, and a thousand sessions do it.
                PasswordIterations = 1_000,
            },
            cancellationToken));

    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        ISession session = await StandInSession.OpenAsync(Url, cancellationToken);
        await session.TopicControl.RemoveTopicsAsync($"?{Prefix}//", cancellationToken);
        session.Close();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
