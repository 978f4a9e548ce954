using System.Buffers.Binary;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Connections.WebSockets;
using Messaging.DiffusionClient.Tests.Scripting;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

/// <summary>What the client sends: whole masked messages, gathered, and answers to pings between them.</summary>
[Trait("Rule", "WIRE-21")]
public sealed class SendingTests : LoggedTest
{
    private readonly ScriptedStream _stream = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(0, "8280")]
    [InlineData(1, "8281")]
    [InlineData(125, "82fd")]
    [InlineData(126, "82fe007e")]
    [InlineData(65_535, "82feffff")]
    [InlineData(65_536, "82ff0000000000010000")]
    public async Task Send_AMessage_HasTheShortestHeaderAndAMask(int length, string header)
    {
        byte[] message = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

        await SendAsync(message);

        byte[] written = _stream.Written;
        int headerLength = header.Length / 2;
        Convert.ToHexStringLower(written[..headerLength]).Should().Be(header);
        written.Should().HaveCount(headerLength + 4 + length);
        Take(ref written).Should().Equal(message);
        written.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_ManyMessages_GoInOneWriteWithAKeyOfItsOwnEach()
    {
        const int Count = 300;

        await SendAsync([.. Enumerable.Range(0, Count).Select(BitConverter.GetBytes)]);

        _stream.Writes.Should().Be(1);
        byte[] written = _stream.Written;
        HashSet<uint> keys = [];
        for (int i = 0; i < Count; i++)
        {
            keys.Add(BinaryPrimitives.ReadUInt32BigEndian(written.AsSpan(2)));
            Take(ref written).Should().Equal(BitConverter.GetBytes(i));
        }

        keys.Should().HaveCountGreaterThan(Count - 3, "keys are random");
    }

    [Theory]
    [InlineData("89 00", "8a80")]
    [InlineData("89 03 010203", "8a83010203")]
    public async Task Ping_IsAnsweredWithItsPayload(string ping, string pong)
    {
        await using WebSocketConnection connection = new(_stream, new ReceiveBuffer(), 1000);
        _stream.Give(ping).Give("82 01 aa");

        (await connection.ReceiveAsync(CancellationToken.None).AsTask().Within())!.Value.ToArray().Should().Equal(0xaa);

        byte[] written = _stream.Written;
        Convert.ToHexStringLower([written[0], written[1], .. Take(ref written)]).Should().Be(pong);
        written.Should().BeEmpty();
    }

    [Fact]
    public async Task Ping_WhileSending_IsAnsweredBehindTheMessagesAndDoesNotStopTheReader()
    {
        await using WebSocketConnection connection = new(_stream, new ReceiveBuffer(), 1000);
        _stream.HoldWrites(_gate.Task);
        MessageBatch batch = new();
        batch.Add([1, 2, 3]);
        Task sending = connection.SendAsync(batch, CancellationToken.None).AsTask();
        _stream.Give("89 01 07").Give("89 01 08").Give("82 01 aa");

        (await connection.ReceiveAsync(CancellationToken.None).AsTask().Within())!.Value.ToArray().Should().Equal(0xaa);
        _stream.Written.Should().BeEmpty();
        _gate.SetResult();

        await sending.Within();
        await Eventually.BecomesAsync(() => _stream.Writes, writes => writes == 2);
        byte[] written = _stream.Written;
        Take(ref written).Should().Equal(1, 2, 3);
        written[0].Should().Be(0x8a);
        Take(ref written).Should().Equal(8);
        written.Should().BeEmpty("the latest ping alone is answered");
    }

    [Fact]
    public async Task Close_IsTheLastThatGoes()
    {
        await using WebSocketConnection connection = new(_stream, new ReceiveBuffer(), 1000);

        await connection.CloseAsync(CancellationToken.None);

        byte[] written = _stream.Written;
        written[..2].Should().Equal(0x88, 0x82);
        Take(ref written).Should().Equal(0x03, 0xe8);
        MessageBatch batch = new();
        batch.Add([1]);
        await FluentActions.Awaiting(() => connection.SendAsync(batch, CancellationToken.None).AsTask()).Should().ThrowAsync<IOException>();
        _stream.Give("89 00").Give("88 00");
        (await connection.ReceiveAsync(CancellationToken.None).AsTask().Within()).Should().BeNull();
        _stream.Writes.Should().Be(1);
    }

    [Fact]
    public async Task Send_Cancelled_EndsWithItsToken()
    {
        await using WebSocketConnection connection = new(_stream, new ReceiveBuffer(), 1000);
        _stream.HoldWrites(_gate.Task);
        using CancellationTokenSource source = new();
        Task closing = connection.CloseAsync(source.Token).AsTask();

        await source.CancelAsync();

        await FluentActions.Awaiting(() => closing.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    /// <summary>Takes the message out of the first frame, without its mask.</summary>
    private static byte[] Take(ref byte[] written)
    {
        (written[1] & 0x80).Should().Be(0x80, "a client masks");
        (int length, int start) = (written[1] & 0x7f) switch
        {
            126 => (BinaryPrimitives.ReadUInt16BigEndian(written.AsSpan(2)), 4),
            127 => ((int)BinaryPrimitives.ReadUInt64BigEndian(written.AsSpan(2)), 10),
            int small => (small, 2),
        };
        byte[] mask = written[start..(start + 4)];
        byte[] message = written[(start + 4)..(start + 4 + length)];
        for (int i = 0; i < length; i++)
        {
            message[i] ^= mask[i % 4];
        }

        written = written[(start + 4 + length)..];
        return message;
    }

    private async Task SendAsync(params byte[][] messages)
    {
        await using WebSocketConnection connection = new(_stream, new ReceiveBuffer(), 1000);
        MessageBatch batch = new();
        foreach (byte[] message in messages)
        {
            batch.Add(message);
        }

        await connection.SendAsync(batch, CancellationToken.None);
        batch.Clear();
    }
}
