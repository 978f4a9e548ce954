using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

public sealed class BinaryDeltaTests
{
    private const string Alphabet = "'abcdefghijklmnopqrstuvwxyz'";

    [Theory]
    [Trait("Rule", "TOPIC-60")]
    [InlineData("6b'Hello World'", "00 07 45'There'", "6b'Hello There'")]
    [InlineData(Alphabet, "00 0a 46'XXXXXX' 0a 10", "'abcdefghijXXXXXXklmnopqrstuvwxyz'")]
    [InlineData(Alphabet, "17 03", "'xyz'")]
    [InlineData("", "43'abc'", "'abc'")]
    [InlineData("'abc'", "", "")]
    [InlineData("'abcdefgh'", "0004 42'ZZ' 0404", "'abcdZZefgh'")]
    [InlineData("'ab'", "0002 0002 0002", "'ababab'")]
    [InlineData("'ab'", "0101 0001", "'ba'")]
    [InlineData("'ab'", "5f 41'x' 42'yz' ff", "'xyz'")]
    [InlineData("'ab'", "1800 1802", "'ab'")]
    public void Apply_Literal_GivesNewValue(string oldValue, string delta, string newValue)
    {
        foreach ((string label, ReadOnlyMemory<byte> message) in Presentations.Of(Hex.Bytes(delta)))
        {
            Hex.Of(BinaryDelta.Apply(Hex.Bytes(oldValue), message)).Should().Be(Hex.Of(Hex.Bytes(newValue)), label);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-61")]
    public void Apply_NoChange_GivesCopyOfOldValue()
    {
        byte[] old = Hex.Bytes(Alphabet);

        byte[] applied = BinaryDelta.Apply(old, Hex.Bytes("f6"));

        applied.Should().Equal(old).And.NotBeSameAs(old);
    }

    [Fact]
    [Trait("Rule", "TOPIC-61")]
    public void Diff_EqualValues_SaysNoChange() => Hex.Of(BinaryDelta.Diff(Hex.Bytes(Alphabet), Hex.Bytes(Alphabet))).Should().Be("f6");

    [Theory]
    [Trait("Rule", "TOPIC-62")]
    [InlineData("00")] // a start without a length
    [InlineData("00 1b")] // past the end
    [InlineData("1a 01")]
    [InlineData("1b ffffffffffffffff 01")]
    [InlineData("01 1b ffffffffffffffff")]
    [InlineData("00 1a 7fffffff")]
    [InlineData("20 01")] // a negative start
    [InlineData("00 20")]
    [InlineData("61'a'")] // text
    [InlineData("f6 f6")]
    [InlineData("f6 0001")]
    [InlineData("80")]
    [InlineData("44 'abc'")]
    [InlineData("5f 41'a'")]
    [InlineData("5b ffffffffffffffff 61")]
    [InlineData("ff")]
    public void Apply_NotADeltaOfThisValue_IsRefused(string delta)
    {
        Action apply = () => BinaryDelta.Apply(Hex.Bytes(Alphabet), Hex.Bytes(delta));

        apply.Should().ThrowExactly<WireFormatException>();
    }

    [Fact]
    public void Apply_CopiesThatMultiply_StopAtLimitWithBoundedMemory()
    {
        // 64 KiB copied 20,000 times by 120 KB of delta would be more than a gigabyte.
        byte[] old = new byte[64 * 1024];
        byte[] bomb = [.. Enumerable.Repeat(Hex.Bytes("00 1a 00010000"), 20_000).SelectMany(copy => copy)];
        const int Limit = 1024 * 1024;
        Action apply = () => BinaryDelta.Apply(old, bomb, Limit);
        apply.Should().ThrowExactly<WireFormatException>();

        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            BinaryDelta.Apply(old, bomb, Limit);
        }
        catch (WireFormatException)
        {
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 * Limit);
    }

    [Theory]
    [Trait("Rule", "TOPIC-62")]
    [InlineData(1_000_000, 3)]
    [InlineData(1_000_000, 0)]
    public void Diff_OneChangeInLargeValue_IsSmall(int size, int inserted)
    {
        byte[] old = new byte[size];
        new Random(1).NextBytes(old);
        byte[] changed = [.. old[..(size / 2)], .. new byte[inserted], .. old[((size / 2) + 1)..]];

        byte[] delta = BinaryDelta.Diff(old, changed);

        delta.Length.Should().BeLessThan(40);
        BinaryDelta.Apply(old, delta).Should().Equal(changed);
    }

    [Fact]
    [Trait("Rule", "TOPIC-62")]
    public void Diff_ManyChanges_FindsCommonBlocks()
    {
        byte[] old = new byte[100_000];
        new Random(2).NextBytes(old);
        List<byte> changed = [];
        for (int start = 0; start < old.Length; start += 1000)
        {
            changed.AddRange(old[start..(start + 990)]);
            changed.AddRange("changed"u8);
        }

        byte[] delta = BinaryDelta.Diff(old, [.. changed]);

        delta.Length.Should().BeLessThan(4000);
        BinaryDelta.Apply(old, delta).Should().Equal(changed);
    }

    [Fact]
    public void Diff_ValuesThatRepeat_StaysFast()
    {
        // A quadratic search for common blocks would take minutes here; the run's own time-out is the assertion.
        byte[] old = new byte[4_000_000];
        byte[] changed = new byte[3_999_990];
        changed[1] = changed[^2] = 1;

        BinaryDelta.Apply(old, BinaryDelta.Diff(old, changed)).Should().Equal(changed);
    }
}
