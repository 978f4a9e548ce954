using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Messaging.LocalServer.Tests.Hostile;
using Messaging.LocalServer.Tests.Support;
using Messaging.TestKit.Fuzzing;
using Messaging.TestKit.Vectors;

namespace Messaging.LocalServer.Tests.Connections;

/// <summary>
/// 10,000 malformed handshakes and scripts of frames over real sockets. The server stays up, answers or closes by rule, and afterwards holds
/// what it held before; a session beside them notices nothing.
/// </summary>
[Collection(nameof(MeasuredMemory))]
public sealed class MalformedCrowdTests : IAsyncLifetime
{
    private const int Handshakes = 5000;
    private const int Scripts = 5000;
    private const int AtATime = 16;
    private const int MaximumGrowth = 16 * 1024 * 1024;

    private readonly FaultLog _log = new();
    private LocalDiffusionServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await LocalDiffusionServer.StartAsync(new LocalServerOptions
    {
        Port = 0,
        LoggerFactory = _log,
        SecurityScript = LocalServerOptions.DevelopmentSecurityScript,
        PasswordIterations = 1000,
        MaximumMessageSize = 32 * 1024,
        MaximumSignInDelay = TimeSpan.Zero,

        // Nobody comes back for a session that lost its connection, and so none may stay behind.
        MaximumReconnectTimeout = TimeSpan.Zero,

        // The bystander knows what it is told, however long this takes.
        SystemPingPeriod = TimeSpan.Zero,
    }).Within();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    [Trait("Rule", "SESS-04")]
    [Trait("Rule", "WIRE-20")]
    [Trait("Rule", "WIRE-24")]
    public async Task TenThousandMalformedHandshakesAndFrames_LeaveTheServerAsItWas()
    {
        await using RawClient bystander = await RawClient.ConnectAsync(_server.Url);
        await bystander.RequestAsync("00 03 01 02 '>z' 00", "06 01");
        await PlayAsync(NewHandshakes(200), bystander);
        await PlayAsync(NewScripts(200), bystander);
        await SettleAsync();
        long heap = GC.GetTotalMemory(forceFullCollection: true);

        ConcurrentDictionary<string, int> outcomes = await PlayAsync(NewHandshakes(Handshakes).Concat(NewScripts(Scripts)), bystander);

        // Whatever topics they made are there for all; a session that may is asked to remove them.
        await SettleAsync();
        await bystander.SendAsync("00 53 01 05 '?.*//'");
        while ((await bystander.ReceiveAsync()).Payload is not [6, 1, ..])
        {
        }

        _server.Statistics.Should().Be(new LocalServerStatistics(1, 1, 0, 0, 1, 0, 0), "{0}", string.Join(", ", outcomes));
        _log.Fault.Should().BeNull();
        outcomes.Values.Sum().Should().Be(Handshakes + Scripts);
        outcomes.Keys.Should().Contain(["HTTP 101", "HTTP 400", "nothing"]);
        (GC.GetTotalMemory(forceFullCollection: true) - heap).Should().BeLessThan(MaximumGrowth);
        await bystander.RequestAsync("00 38 02", "06 02");
    }

    private static IEnumerable<byte[]> NewHandshakes(int count)
    {
        byte[][] requests =
        [
            .. GoldenVectors.Topics.Select(vector => vector.Text("url")).OfType<string>().Distinct().Select(target => Encoding.ASCII.GetBytes(Upgrade(target))),
        ];
        ByteMutator mutator = new(requests, FuzzSettings.Seed);
        return Enumerable.Range(0, count).Select(_ => mutator.Next());
    }

    private static IEnumerable<byte[]> NewScripts(int count)
    {
        byte[] upgrade = Encoding.ASCII.GetBytes(Upgrade(RawClient.AnonymousTarget.Replace("r=60000", "r=0", StringComparison.Ordinal)));
        ByteMutator mutator = ClientScript.NewMutator(FuzzSettings.Seed);
        return Enumerable.Range(0, count).Select(_ => (byte[])[.. upgrade, .. ClientScript.Next(mutator).Bytes]);
    }

    private static string Upgrade(string target) =>
        $"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    /// <summary>Some at a time, and the bystander all the time.</summary>
    private async Task<ConcurrentDictionary<string, int>> PlayAsync(IEnumerable<byte[]> inputs, RawClient bystander)
    {
        ConcurrentDictionary<string, int> outcomes = new();
        using CancellationTokenSource over = new();
        Task beside = PingAsync(bystander, over.Token);
        await Parallel.ForEachAsync(inputs, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (input, _) =>
            outcomes.AddOrUpdate(await SayAsync(input), 1, (_, count) => count + 1));
        await over.CancelAsync();
        await beside;
        return outcomes;
    }

    private static async Task PingAsync(RawClient bystander, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await bystander.RequestAsync("00 38 02", "06 02");
        }
    }

    /// <summary>Says all of it, ends its side, and reads until the server has ended the other.</summary>
    /// <returns>What the server's first words were.</returns>
    private async Task<string> SayAsync(byte[] input)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _server.Url.Port)).Within();
        byte[] start = new byte[12];
        int length = 0;
        try
        {
            await socket.SendAsync(input).Within();
            socket.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer).Within() is var count and > 0)
            {
                int more = Math.Min(count, start.Length - length);
                buffer.AsSpan(0, more).CopyTo(start.AsSpan(length));
                length += more;
            }
        }
        catch (SocketException)
        {
            // Reset: also an end.
        }

        string words = Encoding.ASCII.GetString(start, 0, length);
        return words.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? $"HTTP {words[9..]}"
            : length == 0 ? "nothing"
            : throw new InvalidOperationException($"The server answered '{words}' to {Convert.ToHexStringLower(input)}.");
    }

    private async Task SettleAsync() =>
        await Eventually.BecomesAsync(() => _server.Statistics, held => held is { Connections: 1, Sessions: 1, Timers: 0, PendingConnections: 0 });
}
