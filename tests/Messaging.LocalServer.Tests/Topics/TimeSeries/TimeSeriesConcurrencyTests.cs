using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class TimeSeriesConcurrencyTests : ServerTest
{
    private const int Writers = 4;
    private const int Appends = 250;
    private const int Joins = 25;
    private const string Specification = "10 03 1c 'TIME_SERIES_EVENT_VALUE_TYPE' 06 'binary' 1a 'TIME_SERIES_RETAINED_RANGE' 0a 'limit 1000' 1e 'TIME_SERIES_SUBSCRIPTION_RANGE' 08 'limit 20'";

    [Fact]
    [Trait("Rule", "TOPIC-15")]
    [Trait("Rule", "TOPIC-70")]
    [Trait("Rule", "TOPIC-82")]
    public async Task Append_ByManyAtOnce_IsOneSeriesToAll()
    {
        RawClient first = await ConnectAsync();
        await first.RequestAsync($"00 70 01 01 'a' {Specification}", "06 01 00");
        SeriesReader whole = new(first);
        await first.SendAsync("00 03 02 02 '>a' 00");
        await whole.ReadAnswerAsync();
        List<Task<List<long>>> writing = [];
        for (int i = 0; i < Writers; i++)
        {
            RawClient writer = await ConnectAsync();
            byte number = (byte)i;
            writing.Add(Task.Run(() => WriteAsync(writer, number)));
        }

        RawClient joiner = await ConnectAsync();
        Task<List<(SeriesReader Reader, int Initial)>> joining = Task.Run(() => JoinAsync(joiner));
        await whole.ReadUntilAsync((Writers * Appends) - 1);
        List<long>[] answered = await Task.WhenAll(writing);
        List<(SeriesReader Reader, int Initial)> joined = await joining;

        whole.Events.Select(received => received.Metadata.Sequence).Should().Equal(Enumerable.Range(0, Writers * Appends).Select(i => (long)i));
        whole.Events.Zip(whole.Events.Skip(1)).Should().OnlyContain(pair => pair.First.Metadata.Timestamp <= pair.Second.Metadata.Timestamp);
        whole.Deltas.Should().BePositive();
        answered.SelectMany(sequences => sequences).Should().OnlyHaveUniqueItems().And.HaveCount(Writers * Appends);
        answered.Should().OnlyContain(sequences => sequences.SequenceEqual(sequences.Order()));
        foreach ((SeriesReader reader, int initial) in joined)
        {
            ShouldAgree(reader, initial, whole);
        }

        Server.Statistics.RetainedEvents.Should().Be(1000);
        Log.Records.Should().NotContain(record => record.EventId.Name == "ServiceFailed" || record.EventId.Name == "SessionClosed");
    }

    /// <summary>Appends, and edits one in five of what it appended, large enough for deltas; returns the sequence numbers that were answered.</summary>
    private static async Task<List<long>> WriteAsync(RawClient client, byte writer)
    {
        List<long> sequences = [];
        for (int i = 0; i < Appends; i++)
        {
            byte[] value = [writer, (byte)i, .. new byte[598]];
            byte[] tail = [0xd8, 0x04, .. value];
            bool edits = i % 5 == 4;
            byte[] request = edits
                ? [.. Notation.Bytes("00 64 03 01 'a' 06 'binary'"), .. VarInt(sequences[^1]), .. tail]
                : [.. Notation.Bytes("00 63 03 01 'a' 06 'binary'"), .. tail];
            await client.SendAsync(request);
            Frame answer = Frame.Read((await client.ReceiveAsync()).Payload);
            answer.Type.Should().Be(FrameType.Response);
            sequences.Add(answer.ReadBody<EventMetadata>().Sequence);
        }

        return sequences;
    }

    private static async Task<List<(SeriesReader Reader, int Initial)>> JoinAsync(RawClient client)
    {
        List<(SeriesReader Reader, int Initial)> readers = [];
        for (int i = 0; i < Joins; i++)
        {
            SeriesReader reader = new(client);
            await client.SendAsync("00 03 04 02 '>a' 00");
            await reader.ReadAnswerAsync();
            int initial = reader.Events.Count;
            await client.SendAsync("00 38 05");
            await reader.ReadAnswerAsync();
            await client.SendAsync("00 04 06 02 '>a' 00");
            await reader.ReadAnswerAsync();
            readers.Add((reader, initial));
        }

        return readers;
    }

    /// <summary>What one got is a part of the series, from the last event of its initial range on without a hole.</summary>
    private static void ShouldAgree(SeriesReader reader, int initial, SeriesReader whole)
    {
        long[] sequences = [.. reader.Events.Select(received => received.Metadata.Sequence)];
        sequences.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        long[] tail = sequences[Math.Max(0, initial - 1)..];
        tail.Should().Equal(Enumerable.Range(0, tail.Length).Select(i => tail[0] + i));
        foreach (TimeSeriesEvent received in reader.Events)
        {
            TimeSeriesEvent same = whole.Events[(int)received.Metadata.Sequence];
            (received.Metadata, received.Original).Should().Be((same.Metadata, same.Original));
            received.Value.Span.SequenceEqual(same.Value.Span).Should().BeTrue();
        }
    }

    private static byte[] VarInt(long value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), (byte)(value >> 7)];
}
