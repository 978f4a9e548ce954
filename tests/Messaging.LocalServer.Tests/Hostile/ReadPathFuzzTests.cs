using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Tests.Support;
using Messaging.TestKit.Fuzzing;
using Messaging.TestKit.Vectors;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>
/// Everything that the server reads, by a seeded mutator over the golden vectors, in memory: handshakes, WebSocket frames, frames and
/// service bodies. See docs/fuzzing.md for longer runs.
/// </summary>
[Collection(nameof(MeasuredMemory))]
public sealed class ReadPathFuzzTests : IDisposable
{
    private const int ConnectionsPerServer = 200;
    private const int Handshakes = 4000;
    private const int Accepted = 100;

    private readonly FaultLog _log = new();

    public static TheoryData<string, int> Clients => new()
    {
        { "CLIENT", 5 },
        { "ADMINISTRATOR", 5 },
    };

    [Theory]
    [MemberData(nameof(Clients))]
    [Trait("Rule", "WIRE-20")]
    [Trait("Rule", "WIRE-24")]
    public async Task Messages_OfAnyKind_AreAnsweredOrEndTheSessionAndLeaveNothing(string role, int servers)
    {
        ByteMutator mutator = ClientScript.NewMutator(FuzzSettings.Seed);
        FuzzReport report = new($"server\tmessages of sessions with the role {role}");
        await PlayServerAsync(role, mutator, new FuzzReport("warm-up"));
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int server = 0; server < servers * FuzzSettings.Factor; server++)
        {
            await PlayServerAsync(role, mutator, report);
        }

        report.Publish();
        (GC.GetTotalMemory(forceFullCollection: true) - before).Should().BeLessThan(16 * 1024 * 1024);
    }

    [Fact]
    [Trait("Rule", "SESS-04")]
    public async Task Handshakes_OfAnyKind_AreAnsweredAndLeaveNothing()
    {
        string[] targets = [.. GoldenVectors.Topics.Select(vector => vector.Text("url")).OfType<string>().Distinct()];
        TextMutator mutator = new(
            targets,
            ["&", "=", "?", "%", "%00", "%ff", "%F0%9F", "&v=29", "&ty=WB", "&r=9999999999999999999", "&ca=-1", "&sp={}", "&sp=%7B%22a%22%3A%7B%7D%7D", "&c=abc&cs=1&ss=1", "&username=", "&password=AQ==", "&password=AQj/"],
            FuzzSettings.Seed);
        FuzzReport report = new("server\thandshakes");
        ConnectionServer server = NewServer("CLIENT");
        for (int i = 0; i < Handshakes * FuzzSettings.Factor; i++)
        {
            string target = mutator.Next();
            using MemoryConnection connection = new(server, target);
            connection.Transport.End();
            await connection.Served.Within();

            IReadOnlyList<RawFrame> words = ServerWords.Read(connection.Transport.Output);
            bool isAccepted = words is [{ Opcode: RawFrame.Binary, Payload: [_, _, Accepted, ..] }, ..];
            report.Count(isAccepted);
            if (connection.Status == 101 ? words is not [{ Opcode: RawFrame.Binary }, .., { Opcode: RawFrame.Close }] : connection.Status is not (404 or 426))
            {
                Assert.Fail($"Handshake {i} with seed {FuzzSettings.Seed}, {target}, was answered by status {connection.Status} and {string.Join(" | ", words.Select(word => word.Hex))}. {_log.Fault}");
            }

            ShouldHoldNothing(server, $"handshake {i} with seed {FuzzSettings.Seed}, {target}");
        }

        report.Publish();
    }

    public void Dispose() => _log.Dispose();

    private ConnectionServer NewServer(string role) => new(
        new LocalServerOptions
        {
            LoggerFactory = _log,
            AnonymousRoles = [role],
            SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
            Principals = [],
            PasswordIterations = 1000,
            FreeSignInFailures = int.MaxValue,
            MaximumMessageSize = 32 * 1024,
            SystemPingPeriod = TimeSpan.Zero,

            // Nobody comes back, so nothing may stay behind.
            MaximumReconnectTimeout = TimeSpan.Zero,
        },
        storage: null,
        _log);

    /// <summary>One server, many hostile clients one after the other, and one who is none and stays.</summary>
    private async Task PlayServerAsync(string role, ByteMutator mutator, FuzzReport report)
    {
        ConnectionServer server = NewServer(role);
        using MemoryConnection bystander = new(server);
        int pings = 0;
        for (int i = 0; i < ConnectionsPerServer; i++)
        {
            ClientScript script = ClientScript.Next(mutator);
            using MemoryConnection connection = new(server);
            await connection.Transport.SayAsync(script.Bytes);
            connection.Transport.End();
            await connection.Served.Within();

            string what = $"client {i} of {role} behind {report.Inputs} messages, seed {FuzzSettings.Seed}: {Convert.ToHexStringLower(script.Bytes)}";
            Judge(script, connection.Transport.Output, what, report);

            // An administrator may end or lock out others; somebody without that right must not touch them.
            if (role == "CLIENT")
            {
                await PingAsync(bystander, ++pings, what);
                ShouldHold(server, connections: 1, what);
            }
        }

        bystander.Transport.End();
        await bystander.Served.Within();
        ShouldHoldNothing(server, $"{role}, seed {FuzzSettings.Seed}");
    }

    private static void Judge(ClientScript script, byte[] output, string what, FuzzReport report)
    {
        IReadOnlyList<RawFrame> words = ServerWords.Read(output);
        bool isAnswered = words.Any(word => word.Hex == ClientScript.LastAnswer);
        bool isEnded = words.Any(word => word.Hex == "1c") || words.Any(word => word is { Opcode: RawFrame.Close } && word.CloseCode() != 1000);
        bool isRefused = words.Count > 0 && words[0].Payload is not [_, _, Accepted, ..];
        report.Count(script.Messages, words.Count(word => word.Opcode == RawFrame.Binary && word.Payload is [6 or 7, ..]));
        if (words.Count == 0 || words.Count(word => word.Opcode == RawFrame.Close) != 1 || words[^1].Opcode != RawFrame.Close)
        {
            Assert.Fail($"A connection ends with one close frame, but {string.Join(" | ", words.TakeLast(4).Select(word => $"{word.Opcode}: {word.Hex}"))} for {what}.");
        }

        if (script.IsWebSocket && !isAnswered && !isEnded && !isRefused)
        {
            Assert.Fail($"Neither answered to the end nor ended by the server: {what}.");
        }
    }

    private static async Task PingAsync(MemoryConnection bystander, int number, string what)
    {
        int before = bystander.Transport.Output.Length;
        await bystander.Transport.SayAsync(RawClient.Frame(RawFrame.Binary, [0x00, 0x38, (byte)(number % 100)], isFinal: true));
        if (number % 10 == 0)
        {
            await Eventually.BecomesAsync(() => bystander.Transport.Output.AsSpan(before).IndexOf((ReadOnlySpan<byte>)[0x82, 2, 0x06, (byte)(number % 100)]) >= 0, isThere => isThere);
            bystander.Served.IsCompleted.Should().BeFalse(what);
        }
    }

    private void ShouldHoldNothing(ConnectionServer server, string what) => ShouldHold(server, connections: 0, what);

    private void ShouldHold(ConnectionServer server, int connections, string what)
    {
        LocalServerStatistics held = server.Statistics;
        if (_log.Fault is not null || held with { Topics = 0, RetainedEvents = 0 } != new LocalServerStatistics(connections, connections, 0, 0, 0, 0, 0))
        {
            Assert.Fail($"The server holds {held} and reports {_log.Fault} after {what}.");
        }
    }
}
