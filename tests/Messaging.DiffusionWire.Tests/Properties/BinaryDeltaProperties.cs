using CsCheck;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

[Trait("Rule", "TOPIC-60")]
public sealed class BinaryDeltaProperties
{
    private const int Samples = 3000;

    // Few letters make many accidental matches; runs make long ones.
    private static readonly Gen<byte[]> Value = Gen.Frequency(
        (2, Gen.Byte[(byte)'a', (byte)'d'].Array[0, 80]),
        (2, Gen.Select(Gen.Byte[(byte)'a', (byte)'c'], Gen.Int[1, 60]).Array[0, 12].Select(runs => runs.SelectMany(run => Enumerable.Repeat(run.Item1, run.Item2)).ToArray())),
        (1, Gen.Byte.Array[0, 400]));

    private static readonly Gen<(byte[] Old, byte[] New)> Edited = Gen.Select(
        Value, Gen.Select(Gen.Int[0, 400], Gen.Int[0, 40], Value).Array[0, 4], (old, edits) => (old, edits.Aggregate(old, Splice)));

    [Fact]
    public void ApplyOfDiff_GivesNewValue_WhateverTheyAre() => Gen.Select(Value, Value).Sample(Verify, iter: Samples);

    [Fact]
    public void ApplyOfDiff_GivesNewValue_AfterEdits() => Edited.Sample(pair => Verify(pair.Old, pair.New), iter: Samples);

    private static void Verify(byte[] old, byte[] changed)
    {
        byte[] delta = BinaryDelta.Diff(old, changed);

        BinaryDelta.Apply(old, delta).Should().Equal(changed);
        SlowlyApply(old, delta).Should().Equal(changed, "a reader that knows only the three forms that the official SDK writes must understand it");
        delta.Length.Should().BeLessThanOrEqualTo(changed.Length + 8, "a delta is at worst the value with a header");
    }

    private static byte[] Splice(byte[] value, (int Start, int Removed, byte[] Inserted) edit)
    {
        int start = Math.Min(edit.Start, value.Length);
        int end = Math.Min(start + edit.Removed, value.Length);
        return [.. value[..start], .. edit.Inserted, .. value[end..]];
    }

    private static byte[] SlowlyApply(byte[] old, byte[] delta)
    {
        if (delta is [0xf6])
        {
            return old;
        }

        List<byte> result = [];
        int position = 0;
        while (position < delta.Length)
        {
            (int major, int first) = Head(delta, ref position);
            if (major == 2)
            {
                result.AddRange(delta.AsSpan(position, first));
                position += first;
                continue;
            }

            (int second, int length) = Head(delta, ref position);
            (major, second).Should().Be((0, 0), "only byte strings and pairs of unsigned integers make a delta");
            result.AddRange(old.AsSpan(first, length));
        }

        return [.. result];
    }

    private static (int Major, int Number) Head(byte[] cbor, ref int position)
    {
        int initial = cbor[position++];
        int size = (initial & 0x1f) switch { < 24 => 0, 24 => 1, 25 => 2, 26 => 4, _ => throw new InvalidOperationException("too wide or indefinite") };
        int number = initial & 0x1f;
        if (size > 0)
        {
            number = 0;
            for (int i = 0; i < size; i++)
            {
                number = (number << 8) | cbor[position++];
            }
        }

        return (initial >> 5, number);
    }
}
