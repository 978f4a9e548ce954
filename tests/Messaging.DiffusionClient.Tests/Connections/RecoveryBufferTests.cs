using Messaging.DiffusionClient.Connections;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.DiffusionClient.Tests.Connections;

/// <summary>Numbers, age and bounds of what can be sent again.</summary>
[Trait("Rule", "SESS-10, SESS-18")]
public sealed class RecoveryBufferTests : LoggedTest
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void New_IsEmptyAndBeginsWithOne()
    {
        RecoveryBuffer buffer = Create();

        (buffer.Oldest, buffer.Next).Should().Be((1, 1));
        Copy(buffer, 1).Should().BeEmpty();
        Fails(buffer, 0);
        Fails(buffer, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(7)]
    public void Record_ThreeHundred_RemembersTheLast256(int batchSize)
    {
        RecoveryBuffer buffer = Create();
        for (int first = 1; first <= 300; first += batchSize)
        {
            buffer.Record(Batch(first, Math.Min(batchSize, 301 - first)));
        }

        (buffer.Oldest, buffer.Next).Should().Be((45, 301));
        Copy(buffer, 45).Should().Equal(Enumerable.Range(45, 256));
        Copy(buffer, 299).Should().Equal(299, 300);
        Copy(buffer, 301).Should().BeEmpty();
        foreach (int number in new[] { 44, 302, 0, -1, int.MaxValue, int.MinValue })
        {
            Fails(buffer, number);
        }
    }

    [Fact]
    public void Age_BeyondTheMaximum_IsForgotten()
    {
        RecoveryBuffer buffer = Create();
        buffer.Record(Batch(1, 10));
        _clock.Advance(TimeSpan.FromSeconds(2));
        buffer.DropAged();
        buffer.Oldest.Should().Be(1);
        buffer.Record(Batch(11, 1));

        _clock.Advance(TimeSpan.FromTicks(1));
        buffer.DropAged();

        (buffer.Oldest, buffer.Next).Should().Be((11, 12));
        Copy(buffer, 11).Should().Equal(11);
    }

    [Fact]
    public void Bytes_BeyondTheMaximum_LeaveTheLatest()
    {
        RecoveryBuffer buffer = Create();
        for (int i = 0; i < 5; i++)
        {
            MessageBatch batch = new();
            batch.Add(new byte[RecoveryBuffer.MaximumBytes / 4]);
            buffer.Record(batch);
        }

        buffer.Oldest.Should().Be(2);
        MessageBatch huge = new();
        huge.Add(new byte[RecoveryBuffer.MaximumBytes + 1]);
        buffer.Record(huge);
        (buffer.Oldest, buffer.Next).Should().Be((6, 7));
        buffer.Record(Batch(7, 1));
        buffer.Oldest.Should().Be(7);
    }

    [Fact]
    public void Restart_ForgetsAndRenumbers()
    {
        RecoveryBuffer buffer = Create();
        buffer.Record(Batch(1, 5));

        buffer.Restart(3);

        (buffer.Oldest, buffer.Next).Should().Be((3, 3));
        buffer.Record(Batch(9, 1));
        Copy(buffer, 3).Should().Equal(9);
    }

    private static MessageBatch Batch(int first, int count)
    {
        MessageBatch batch = new();
        foreach (int number in Enumerable.Range(first, count))
        {
            batch.Add(BitConverter.GetBytes(number));
        }

        return batch;
    }

    private static List<int> Copy(RecoveryBuffer buffer, int from)
    {
        MessageBatch copy = new();
        buffer.TryCopy(from, copy).Should().BeTrue();
        List<int> numbers = [];
        foreach (ReadOnlyMemory<byte> message in copy)
        {
            numbers.Add(BitConverter.ToInt32(message.Span));
        }

        return numbers;
    }

    private static void Fails(RecoveryBuffer buffer, int from)
    {
        MessageBatch copy = new();
        buffer.TryCopy(from, copy).Should().BeFalse("{0} cannot be served", from);
        copy.Count.Should().Be(0);
    }

    private RecoveryBuffer Create() => new(TimeSpan.FromSeconds(2), _clock);
}
