using Messaging.DiffusionClient.Connections.WebSockets;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

/// <summary>What a server may send, by literal bytes of RFC 6455, wherever the network cuts them.</summary>
[Trait("Rule", "WIRE-21")]
public sealed class ReceivingTests : LoggedTest
{
    private const int MaximumMessageSize = 100_000;

    public static TheoryData<int> PieceSizes => [1, 2, 3, 5, 7, 1000, 1024, 100_000];

    [Theory]
    [InlineData("82 00", "")]
    [InlineData("82 03 010203", "010203")]
    [InlineData("02 01 aa 80 01 bb", "aabb")] // two frames
    [InlineData("02 00 00 01 aa 00 00 80 00", "aa")] // four frames, three of them empty
    [InlineData("02 01 aa 89 00 8a 01 00 80 01 bb", "aabb")] // a ping and a pong between
    [InlineData("8a 00 82 01 aa", "aa")] // a pong that nobody asked for
    public async Task Receive_AMessage_InPiecesOfAnySize(string bytes, string message)
    {
        for (int pieceSize = 1; pieceSize <= 12; pieceSize++)
        {
            await using WebSocketConnection connection = Connect(new ScriptedStream(pieceSize).Give(bytes));

            (await ReceiveAsync(connection)).Should().Be(message);
        }
    }

    [Theory]
    [MemberData(nameof(PieceSizes))]
    public async Task Receive_ManyMessagesOfAllLengths_InOrder(int pieceSize)
    {
        int[] lengths = [0, 1, 125, 126, 127, 1000, 1018, 1020, 1024, 16_384, 65_535, 65_536, 99_999, 3, 100_000, 2];
        ScriptedStream stream = new(pieceSize);
        for (int i = 0; i < lengths.Length; i++)
        {
            stream.Give([.. ServerHeader(lengths[i]), .. Enumerable.Repeat((byte)i, lengths[i])]);
        }

        await using WebSocketConnection connection = Connect(stream);
        for (int i = 0; i < lengths.Length; i++)
        {
            ReadOnlyMemory<byte>? message = await connection.ReceiveAsync(CancellationToken.None).AsTask().Within();
            message!.Value.Length.Should().Be(lengths[i]);
            message.Value.Span.IndexOfAnyExcept((byte)i).Should().Be(-1);
        }
    }

    [Theory]
    [InlineData("92 00", "reserved bits")]
    [InlineData("a2 00", "reserved bits")]
    [InlineData("c2 00", "reserved bits")] // a compressed message, without the extension
    [InlineData("83 00", "reserved opcode")]
    [InlineData("87 00", "reserved opcode")]
    [InlineData("8b 00", "reserved opcode")]
    [InlineData("8f 00", "reserved opcode")]
    [InlineData("82 81 00000000 aa", "masked")]
    [InlineData("09 00", "fragmented or too long")]
    [InlineData("08 00", "fragmented or too long")]
    [InlineData("89 7e 007e", "fragmented or too long")]
    [InlineData("80 00", "without a beginning")]
    [InlineData("00 00", "without a beginning")]
    [InlineData("02 01 aa 82 01 bb", "inside of another")]
    [InlineData("82 7e 007d", "shortest form")]
    [InlineData("82 7f 000000000000ffff", "shortest form")]
    [InlineData("82 7f 8000000000000000", "63 bits")]
    [InlineData("88 01 03", "no valid code")]
    [InlineData("88 02 03e7", "no valid code")] // 999
    [InlineData("88 02 03ec", "no valid code")] // 1004
    [InlineData("88 02 03ed", "no valid code")] // 1005
    [InlineData("88 02 03ee", "no valid code")] // 1006
    [InlineData("88 02 03f7", "no valid code")] // 1015
    [InlineData("88 02 0bb7", "no valid code")] // 2999
    [InlineData("88 02 1388", "no valid code")] // 5000
    [InlineData("88 04 03e8 c328", "not valid UTF-8")]
    public async Task Receive_WhatNoServerMaySend_LosesTheConnectionAndSaysSo(string bytes, string what)
    {
        for (int pieceSize = 1; pieceSize <= 3; pieceSize++)
        {
            ScriptedStream stream = new(pieceSize);
            await using WebSocketConnection connection = Connect(stream.Give(bytes));

            (await Receiving(connection).Should().ThrowAsync<IOException>()).WithMessage($"the server broke the WebSocket protocol: *{what}*");
            Unmask(stream.Written).Should().Equal(0x88, 0x82, 0x03, 0xea);
        }
    }

    [Theory]
    [InlineData("81 00")]
    [InlineData("01 05 68")]
    public async Task Receive_Text_IsRefusedForGood(string bytes)
    {
        ScriptedStream stream = new();
        await using WebSocketConnection connection = Connect(stream.Give(bytes));

        (await Receiving(connection).Should().ThrowAsync<WireFormatException>()).WithMessage("*text message*");
        Unmask(stream.Written).Should().Equal(0x88, 0x82, 0x03, 0xeb);
    }

    [Theory]
    [InlineData("82 7f 00000000000186a1")] // 100,001 bytes
    [InlineData("82 7f 7fffffffffffffff")]
    [InlineData("02 01 aa 80 7f 00000000000186a0")] // one and then 100,000
    public async Task Receive_MoreThanTheMaximum_IsRefusedBeforeItHasCome(string bytes)
    {
        ScriptedStream stream = new();
        await using WebSocketConnection connection = Connect(stream.Give(bytes));

        (await Receiving(connection).Should().ThrowAsync<WireFormatException>()).WithMessage("*more than 100000 bytes, the maximum message size*");
        Unmask(stream.Written).Should().Equal(0x88, 0x82, 0x03, 0xf1);
    }

    [Theory]
    [InlineData("88 00", "88 80")]
    [InlineData("88 02 03e8", "88 82 03e8")]
    [InlineData("88 06 03e9 6279652e", "88 82 03e9")] // going away: bye.
    [InlineData("88 02 0fa0", "88 82 0fa0")] // 4000
    [InlineData("88 02 03f4", "88 82 03f4")] // 1012
    [InlineData("02 01 aa 88 02 03e8", "88 82 03e8")] // inside of a message
    public async Task Receive_Close_EndsAndIsAnsweredWithItsCode(string bytes, string answer)
    {
        ScriptedStream stream = new(1);
        await using WebSocketConnection connection = Connect(stream.Give(bytes));

        (await connection.ReceiveAsync(CancellationToken.None).AsTask().Within()).Should().BeNull();

        Convert.ToHexStringLower(Unmask(stream.Written)).Should().Be(answer.Replace(" ", string.Empty, StringComparison.Ordinal));
        Func<Task> send = () => connection.CloseAsync(CancellationToken.None).AsTask();
        await send.Should().ThrowAsync<IOException>("nothing follows a close frame");
    }

    [Theory]
    [InlineData("")]
    [InlineData("82")]
    [InlineData("82 02 aa")]
    [InlineData("02 01 aa")]
    public async Task Receive_EndWithoutClose_IsALoss(string bytes)
    {
        await using WebSocketConnection connection = Connect(new ScriptedStream().Give(bytes).End());

        (await Receiving(connection).Should().ThrowAsync<IOException>()).WithMessage("*without a close handshake");
    }

    [Fact]
    public async Task Receive_BrokenOrDisposed_IsALoss()
    {
        await using WebSocketConnection broken = Connect(new ScriptedStream().End(new IOException("reset")));
        (await Receiving(broken).Should().ThrowAsync<IOException>()).WithMessage("reset");

        WebSocketConnection disposed = Connect(new ScriptedStream());
        Task receiving = disposed.ReceiveAsync(CancellationToken.None).AsTask();
        await disposed.DisposeAsync();
        await FluentActions.Awaiting(() => receiving.Within()).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Receive_Cancelled_EndsWithItsToken()
    {
        using CancellationTokenSource source = new();
        await using WebSocketConnection connection = Connect(new ScriptedStream());
        Task receiving = connection.ReceiveAsync(source.Token).AsTask();

        await source.CancelAsync();

        await FluentActions.Awaiting(() => receiving.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Receive_LengthThatIsOnlyClaimed_CostsNothing()
    {
        ScriptedStream stream = new();
        await using WebSocketConnection connection = new(stream, new ReceiveBuffer(), int.MaxValue);
        stream.Give("82 7f 000000007fff0000").Give(new byte[100]);
        Task receiving = connection.ReceiveAsync(CancellationToken.None).AsTask();

        stream.End();
        await FluentActions.Awaiting(() => receiving.Within()).Should().ThrowAsync<IOException>();

        stream.LargestRead.Should().BeInRange(ReceiveBuffer.IdleSize + 1, 200_000);
    }

    [Fact]
    public async Task Receive_AfterALargeMessage_WaitsWithTheSmallBuffer()
    {
        ScriptedStream stream = new();
        await using WebSocketConnection connection = Connect(stream);
        stream.Give([.. ServerHeader(50_000), .. new byte[50_000]]);
        (await ReceiveAsync(connection)).Should().HaveLength(100_000);
        stream.LargestRead.Should().BeGreaterThan(ReceiveBuffer.IdleSize);

        Task<string?> next = ReceiveAsync(connection);

        stream.LastRead.Should().Be(ReceiveBuffer.IdleSize);
        stream.Give("82 01 aa");
        (await next).Should().Be("aa");
    }

    private static byte[] ServerHeader(int length) => length switch
    {
        < 126 => [0x82, (byte)length],
        < 65_536 => [0x82, 126, (byte)(length >> 8), (byte)length],
        _ => [0x82, 127, 0, 0, 0, 0, (byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };

    private static WebSocketConnection Connect(ScriptedStream stream) => new(stream, new ReceiveBuffer(), MaximumMessageSize);

    private static async Task<string?> ReceiveAsync(WebSocketConnection connection) =>
        await connection.ReceiveAsync(CancellationToken.None).AsTask().Within() is { } message ? Convert.ToHexStringLower(message.Span) : null;

    private static Func<Task> Receiving(WebSocketConnection connection) =>
        async () =>
        {
            while (await connection.ReceiveAsync(CancellationToken.None).AsTask().Within() is not null)
            {
                // Until it ends.
            }
        };

    /// <summary>One short frame of the client, without its mask.</summary>
    private static byte[] Unmask(byte[] frame)
    {
        (frame[1] & 0x80).Should().Be(0x80, "a client masks");
        frame.Should().HaveCount(6 + (frame[1] & 0x7f));
        return [frame[0], frame[1], .. frame[6..].Select((value, i) => (byte)(value ^ frame[2 + (i % 4)]))];
    }
}
