using System.Text;
using System.Text.Json;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Tests.Vectors;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Fuzzing;

namespace Messaging.DiffusionWire.Tests.Hostile;

/// <summary>Whatever a peer sends, a decoder gives a result or a <see cref="WireFormatException"/>, in bounded memory.</summary>
public sealed class HostileInputTests
{
    private const int Rounds = 6000;

    // For any input here: exceptions and their texts, and a fixed multiple of the input. A length that is believed costs far more.
    private const int AllocationFloor = 300_000;

    public static TheoryData<string> DecoderNames => [.. Decoders.All.Keys];

    public static TheoryData<string> VectorsWithBody =>
        [.. VectorCatalogue.All.Where(sorted => sorted.Kind == VectorKind.Service).Select(sorted => sorted.Vector.Name)];

    [Theory]
    [MemberData(nameof(DecoderNames))]
    public void Decoder_RandomBytes_GivesResultOrWireFormatException(string decoder) => Feed(decoder, "random bytes", Mutations.Of(decoder).RandomBytes);

    [Theory]
    [MemberData(nameof(DecoderNames))]
    public void Decoder_MutatedVectors_GivesResultOrWireFormatException(string decoder) => Feed(decoder, "mutated vectors", Mutations.Of(decoder).Next);

    [Theory]
    [MemberData(nameof(VectorsWithBody))]
    public void Vector_EveryTruncation_IsRefused(string name)
    {
        VectorCase sorted = VectorCatalogue.All.Single(candidate => candidate.Vector.Name == name);
        byte[] message = sorted.Vector.Bytes;
        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(message))
        {
            Action read = () => sorted.Codec!.Read(Frame.Read(prefix).Body);
            read.Should().ThrowExactly<WireFormatException>("{0} of {1} bytes are not the message", prefix.Length, message.Length);
        }
    }

    [Theory]
    [Trait("Rule", "WIRE-04")]
    [InlineData("add request", "ffffffff07 'a'")] // a path of 2 GiB
    [InlineData("add request", "01'a' 0f ffffffff07")] // two thousand million properties
    [InlineData("set", "01'a' 0f ffffffff07 00")] // a value of 2 GiB
    [InlineData("set", "01'a' 0f ffffffff0f 00")] // a value of -1 bytes
    [InlineData("set", "01'a' 0f 00 06 ffffffff07")] // two thousand million conditions
    [InlineData("fetch response", "ffffffff07 0000000000")] // property sets
    [InlineData("fetch response", "00 ffffffff07 0000000000")] // topics
    [InlineData("session properties", "01 ffffffff07 0000")]
    [InlineData("error reports", "ffffffff07 000000")]
    [InlineData("global permissions", "ffffffff07 00")]
    [InlineData("path permissions", "ffffffff07 00")]
    [InlineData("system authentication", "ffffffff07 000000")] // principals
    [InlineData("system authentication", "01 01'p' ffffffff07 00")] // roles of a principal
    [InlineData("system authentication", "00 00 ffffffff07 00")] // roles of anonymous sessions
    [InlineData("system authentication", "00 00 00 ffffffff07 000000")] // trusted properties
    [InlineData("system authentication", "00 00 00 01 01'p' 01 ffffffff07 00")] // values of a property
    [InlineData("security", "ffffffff07 00")]
    [InlineData("security", "00 00 ffffffff07 000000000000")] // roles
    [InlineData("security", "00 00 01 01'R' 00 00 ffffffff07 0000")] // paths of a role
    [InlineData("reauthenticate", "01'p' 00 00 ffffffff07 0000")]
    [InlineData("session properties request", "01 01 ffffffff07 00")]
    [InlineData("set session properties", "01 01 01 ffffffff07 0000")]
    [InlineData("set session properties", "01 01 00 01 ffffffff07 00")]
    [InlineData("count and errors", "01 ffffffff07 000000")]
    [InlineData("count or errors", "01 ffffffff07 000000")]
    [InlineData("change roles", "01 01 00 ffffffff07 00")]
    [InlineData("topic selections", "ffffffff07 0000")]
    [InlineData("topic selections", "01 00 ffffffff07 0000")]
    [InlineData("session event listener", "01 00 01 ffffffff07 00")]
    [InlineData("session events", "01 ffffffff07 01 01 00 00")]
    [InlineData("session events", "01 01 01 01 01 00 ffffffff07 01 01 00")] // changed properties
    [InlineData("path request", "01'a' 04'json' ffffffff07 00")] // a value of 2 GiB
    [InlineData("forwarded request", "01 05 07 01'a' ffffffff07 0000")]
    [InlineData("add request handler", "58 00 01'a' ffffffff07 00")]
    [InlineData("authenticate", "00 00 00 ffffffff07 0000")]
    [InlineData("authenticate", "00 00 00 00 ffffffff07 0000")]
    [InlineData("authenticate response", "02 ffffffff07 0000")]
    [InlineData("session locks", "ffffffff07 0000000000")]
    [InlineData("JSON", "9b7fffffffffffffff 00")] // an array of 2^63 items
    [InlineData("JSON", "bb7fffffffffffffff 00")] // a map
    [InlineData("JSON", "7b7fffffffffffffff 00")] // a text
    [InlineData("STRING", "7a7fffffff 'abc'")]
    [InlineData("delta", "5a7fffffff 'abc'")]
    [InlineData("delta", "00 1a7fffffff")]
    public void Decoder_LengthWithoutBytes_AllocatesNothingForIt(string decoder, string attack)
    {
        byte[] input = Hex.Bytes(attack);
        Decoders.Fault(Decoders.All[decoder], input, out _).Should().BeNull();

        Allocated(() => Decoders.Fault(Decoders.All[decoder], input, out _)).Should().BeLessThan(64 * 1024);
    }

    [Theory]
    [Trait("Rule", "WIRE-07")]
    [InlineData("fetch response", 0x00)]
    [InlineData("fetch response", 0x01)]
    [InlineData("specification", 0x00)]
    [InlineData("session properties", 0x00)]
    [InlineData("constraint", 0x06)]
    [InlineData("error reports", 0x00)]
    [InlineData("system authentication", 0x00)]
    [InlineData("security", 0x00)]
    [InlineData("topic selections", 0x00)]
    [InlineData("session events", 0x00)]
    [InlineData("session locks", 0x00)]
    public void Decoder_CountThatJustFits_CostsNoMoreThanAMultipleOfTheInput(string decoder, byte filler)
    {
        // The count says as many items as there are bytes: 0x10000 of them.
        byte[] input = [filler, 0x80, 0x80, 0x04, .. Enumerable.Repeat(filler, 0x10000)];
        Decoders.Fault(Decoders.All[decoder], input, out _).Should().BeNull();

        Allocated(() => Decoders.Fault(Decoders.All[decoder], input, out _)).Should().BeLessThan(100L * input.Length);
    }

    [Fact]
    public void SelectorParser_RandomText_GivesSelectorOrFormatException()
    {
        const string Alphabet = "?*#>//ab.+[](){}|\\^$:<=!1,-é ";
        Random random = new(3);
        for (int i = 0; i < 4000; i++)
        {
            Select(new([.. Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]));
        }
    }

    [Fact]
    public void SelectorParser_MutatedSelectors_GivesSelectorOrFormatException()
    {
        TextMutator mutator = new(
            [">a/b/c", "?a/.*", "?a/.*//", "?a/[bc]+/", "*Chat/.*/x", "#>a////?b/", "#?a/b//", "a/b"],
            ["/", "//", "////", ">", "?", "*", "#", "(", ")", "[", "]", "\\Q", "\\E", "\\p{L}", "(?i)", "{1,999}", "(a+)+", "|", "^", "$", "\0", "\ud800"],
            FuzzSettings.Seed);
        FuzzReport report = new("text\ttopic selectors");
        for (int i = 0; i < 2000 * FuzzSettings.Factor; i++)
        {
            report.Count(Select(mutator.Next()));
        }

        report.Publish();
    }

    [Fact]
    public void JsonParser_RandomText_GivesBytesOrJsonException()
    {
        const string Alphabet = "{}[]\",:0123456789.eE+-truefalsn\\u dD8/é";
        Random random = new(4);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string json = new([.. Enumerable.Range(0, random.Next(10)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            try
            {
                byte[] cbor = JsonCbor.FromUtf8Json(Encoding.UTF8.GetBytes(json));
                JsonCbor.ToJson(cbor).Should().NotBeEmpty();
                accepted++;
            }
            catch (JsonException)
            {
            }
        }

        accepted.Should().BePositive();
    }

    [Fact]
    public void SessionIdParser_RandomText_NeverThrows()
    {
        Random random = new(5);
        for (int i = 0; i < 20_000; i++)
        {
            char[] text = [.. "1122334455667788-0000000000000001"];
            text[random.Next(text.Length)] = (char)random.Next(0x10000);
            if (SessionId.TryParse(text, out SessionId id))
            {
                id.ToString().Should().BeEquivalentTo(new string(text));
            }
        }
    }

    private static bool Select(string expression)
    {
        try
        {
            TopicSelector.Parse(expression).Matches("a/b/a b");
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"The selector '{expression}' gave another exception.", e);
        }
    }

    private static void Feed(string decoder, string inputs, Func<byte[]> next)
    {
        Action<ReadOnlyMemory<byte>> decode = Decoders.All[decoder];
        Decoders.Fault(decode, default(ReadOnlyMemory<byte>), out _);
        FuzzReport report = new($"decoder\t{decoder}, {inputs}");
        for (int round = 0; round < Rounds * FuzzSettings.Factor; round++)
        {
            byte[] input = next();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? fault = Decoders.Fault(decode, input, out bool isAccepted);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

            report.Count(isAccepted);
            if (fault is not null || allocated > AllocationFloor + (100L * input.Length))
            {
                Assert.Fail($"Input {round} of '{decoder}' with seed {FuzzSettings.Seed}, {Hex.Of(input)}, allocated {allocated} bytes and gave {fault}.");
            }
        }

        report.Publish();
    }

    private static long Allocated(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
