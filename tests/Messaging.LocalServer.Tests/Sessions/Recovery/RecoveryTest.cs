using Messaging.LocalServer.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>Base of tests in which sessions lose their connections. The clock stands still, so no ping comes by itself.</summary>
public abstract class RecoveryTest : ServerTest
{
    private const string Goes = "69";
    private const string BeginsAnew = "6a";
    private const string PingPeriod = "0000000000007530";

    private protected FakeTimeProvider Time { get; } = new();

    protected override void Configure(LocalServerOptions options)
    {
        options.TimeProvider = Time;
        options.SystemPingPeriod = TimeSpan.FromSeconds(30);
    }

    /// <summary>Cuts a connection, and waits until the server has noticed.</summary>
    internal async Task LoseAsync(RawClient client)
    {
        int before = Losses(client);
        await client.DisposeAsync();
        await Eventually.BecomesAsync(() => Losses(client), losses => losses > before);
    }

    /// <summary>Takes a session up again.</summary>
    /// <param name="lost">Its former connection.</param>
    /// <param name="oldest">The number of the oldest message that the client can repeat, or of the next one.</param>
    /// <param name="received">How many messages of the server it received.</param>
    internal Task<RawClient> ReconnectAsync(RawClient lost, long oldest, long received) =>
        ConnectAsync(RawClient.ReconnectionTarget(lost.Token, oldest, received));

    /// <summary>Takes a session up again that has lost nothing so far as the server can tell.</summary>
    /// <param name="lost">Its former connection.</param>
    /// <param name="oldest">The number of the oldest message that the client can repeat.</param>
    /// <param name="received">How many messages of the server it received.</param>
    /// <param name="next">Which message of the client the server is to expect next: four bytes.</param>
    internal async Task<RawClient> ResumeAsync(RawClient lost, long oldest, long received, string next)
    {
        RawClient client = await ReconnectAsync(lost, oldest, received);
        Notation.Hex(client.Handshake).Should().Be(Notation.Hex($"23 1d {Goes} {Identity(lost)} {PingPeriod} {next}"));
        return client;
    }

    /// <summary>Takes a session up again that is to begin anew.</summary>
    internal async Task<RawClient> RestartAsync(RawClient lost, long oldest, long received)
    {
        RawClient client = await AskToRestartAsync(lost, oldest, received);
        await client.SendFrameAsync(RawFrame.Pong, []);
        return client;
    }

    /// <summary>Does so, up to the point where the server waits for the WebSocket to answer a ping.</summary>
    internal async Task<RawClient> AskToRestartAsync(RawClient lost, long oldest, long received)
    {
        RawClient client = await ReconnectAsync(lost, oldest, received);
        Notation.Hex(client.Handshake).Should().Be(Notation.Hex($"23 1d {BeginsAnew} {Identity(lost)} {PingPeriod} 00000001"));
        (await client.ReceiveAsync()).Opcode.Should().Be(RawFrame.Ping);
        return client;
    }

    /// <summary>Tries to take a session up again that is not there.</summary>
    internal async Task ShouldBeUnknownAsync(RawClient lost, long oldest = 1, long received = 0)
    {
        RawClient client = await ReconnectAsync(lost, oldest, received);
        Notation.Hex(client.Handshake).Should().Be("231d75");
        await client.ExpectCloseAsync();
    }

    // Session id and token: the same for as long as the session lives.
    private static string Identity(RawClient client) => Notation.Hex(client.Handshake.AsSpan(3, 16 + 24));

    private int Losses(RawClient client) =>
        Log.Records.Count(record => record.EventId.Name == "SessionDisconnected" && record.Message.Contains(client.SessionName, StringComparison.Ordinal));
}
