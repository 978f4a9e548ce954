using Messaging.DiffusionClient.Connections.WebSockets;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionWire.Primitives;
using Messaging.TestKit.Fuzzing;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

/// <summary>Frames and handshakes that are nearly right: messages, or one of the errors that the session knows, however the bytes are cut.</summary>
public sealed class FramingFuzzTests : LoggedTest
{
    private const int Rounds = 4000;
    private const int MaximumMessageSize = 5000;

    private static readonly byte[][] Frames =
    [
        [0x82, 0x03, 1, 2, 3],
        [0x02, 0x01, 1, 0x00, 0x00, 0x80, 0x02, 2, 3],
        [0x82, 0x7e, 0x00, 0x80, .. new byte[128], 0x89, 0x02, 7, 8],
        [0x02, 0x01, 1, 0x89, 0x00, 0x8a, 0x01, 9, 0x80, 0x01, 2],
        [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2],
        [0x82, 0x01, 5, 0x88, 0x05, 0x03, 0xe8, (byte)'b', (byte)'y', (byte)'e'],
    ];

    private static readonly byte[][] Answers =
    [
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"u8.ToArray(),
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
        "HTTP/1.1 101\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Extensions: x; y=\"z\"\r\n\r\n"u8.ToArray(),
    ];

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public async Task Frames_Mutated_GiveTheSameMessagesOrErrorInPiecesAsAtOnce()
    {
        ByteMutator mutator = new(Frames, FuzzSettings.Seed);
        FuzzReport report = new("client frames");
        for (int round = 0; round < Rounds * FuzzSettings.Factor; round++)
        {
            byte[] bytes = [.. mutator.Original(), .. mutator.Next(), .. mutator.Original()];
            string whole = await ReadAsync(bytes, int.MaxValue);
            string pieces = await ReadAsync(bytes, mutator.Random.Next(1, 9));
            pieces.Should().Be(whole, "round {0} of seed {1}, {2}, must not depend on the network", round, FuzzSettings.Seed, Convert.ToHexString(bytes));
            report.Count(whole.EndsWith("handshake", StringComparison.Ordinal) || whole.EndsWith("end", StringComparison.Ordinal));
        }

        report.Publish();
        report.Accepted.Should().BePositive();
    }

    [Fact]
    public void Answers_Mutated_AreRefusedOrUnfinished()
    {
        ByteMutator mutator = new(Answers, FuzzSettings.Seed);
        Upgrade upgrade = Upgrade.Create();
        FuzzReport report = new("client handshakes");
        for (int round = 0; round < Rounds * FuzzSettings.Factor; round++)
        {
            byte[] bytes = mutator.Next();
            try
            {
                upgrade.ReadAnswer(bytes).Should().Be(0, "none of them has the right key");
                report.Count(true);
            }
            catch (IOException e)
            {
                e.Message.Should().NotBeEmpty();
                report.Count(false);
            }
        }

        report.Publish();
    }

    /// <summary>Reads until it ends, and says what came and how it ended.</summary>
    private static async Task<string> ReadAsync(byte[] bytes, int pieceSize)
    {
        ScriptedStream stream = new ScriptedStream(pieceSize).Give(bytes).End();
        await using WebSocketConnection connection = new(stream, new ReceiveBuffer(), MaximumMessageSize);
        List<string> seen = [];
        try
        {
            while (await connection.ReceiveAsync(CancellationToken.None) is { } message)
            {
                message.Length.Should().BeLessThanOrEqualTo(MaximumMessageSize);
                seen.Add(Convert.ToHexString(message.Span));
            }

            seen.Add("end");
        }
        catch (Exception e) when (e is IOException or WireFormatException)
        {
            seen.Add(e.Message);
        }

        return string.Join(' ', seen);
    }
}
