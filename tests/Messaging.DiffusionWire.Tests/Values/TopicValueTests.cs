using System.Formats.Cbor;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

/// <summary>What is a JSON value is for the base library's CBOR reader to say, whatever shorter way there is to find out.</summary>
public sealed class TopicValueTests
{
    [Fact]
    [Trait("Rule", "TOPIC-04")]
    public void IsValid_AllInputsOfUpToTwoBytesAndTheirLikes_SaysWhatTheReaderSays()
    {
        for (int head = 0; head <= ushort.MaxValue; head++)
        {
            byte[] two = [(byte)(head >> 8), (byte)head];
            RequireSame(two[..1]);
            RequireSame(two);

            // Lengths, counts and floats of 2, 4 and 8 bytes, with and without what belongs to them.
            RequireSame([.. two, 0, 0xf6]);
            RequireSame([.. two, 0, 0, 0, 1, 0x61, 0x61]);
            RequireSame([.. two, 0, 0, 0, 0, 0, 0, 0, 1, 0x61, 0x61]);
            RequireSame([.. two, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x61]);
        }
    }

    [Fact]
    [Trait("Rule", "TOPIC-04")]
    public void IsValid_MutationsOfValues_SaysWhatTheReaderSays()
    {
        byte[][] values =
        [
            JsonCbor.FromJson("""{"text":"hällo 😀","name":"Ada","n":[1,-300,1.5,true,null,{"deep":{}}],"big":9223372036854775807}"""),
            JsonCbor.FromJson(new string('[', 40) + new string(']', 40)),
            [0xbf, 0x61, 0x61, 0x9f, 0x01, 0xff, 0xff],
            [0x9f, 0x82, 0xf5, 0x80, 0xa1, 0x01, 0xbf, 0xff, 0xff],
            [0xa1, 0x7f, 0x61, 0x61, 0xff, 0xc1, 0x01],
        ];
        Random random = new(4711);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] mutated = [.. values[random.Next(values.Length)]];
            for (int changes = random.Next(4); changes > 0; changes--)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            RequireSame(mutated[..random.Next(mutated.Length / 2, mutated.Length + 1)]);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(60)]
    [Trait("Rule", "TOPIC-04")]
    public void IsValid_NestedDeeply_IsAValue(int depth)
    {
        byte[] nested = [.. Enumerable.Repeat((byte)0x81, depth), 0xf6];

        TopicValue.IsValid(TopicTypeCode.Json, nested, out _).Should().BeTrue();
        TopicValue.IsValid(TopicTypeCode.Json, nested.AsMemory(0, depth), out _).Should().BeFalse();
    }

    [Fact]
    public void IsValid_UsualMessage_AllocatesNothing()
    {
        byte[] message = JsonCbor.FromJson("""{"text":"hello","name":"Ada","timestamp":1764300000000,"tags":["a",1.5,null]}""");
        TopicValue.IsValid(TopicTypeCode.Json, message, out _);

        long before = GC.GetAllocatedBytesForCurrentThread();
        TopicValue.IsValid(TopicTypeCode.Json, message, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static void RequireSame(byte[] input)
    {
        bool isValid = TopicValue.IsValid(TopicTypeCode.Json, input, out _);
        if (isValid != IsOneItem(input))
        {
            Assert.Fail($"{Convert.ToHexString(input)}: {isValid}");
        }
    }

    private static bool IsOneItem(byte[] input)
    {
        CborReader reader = new(input, CborConformanceMode.Lax);
        try
        {
            reader.SkipValue();
            return reader.BytesRemaining == 0;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException)
        {
            return false;
        }
    }
}
