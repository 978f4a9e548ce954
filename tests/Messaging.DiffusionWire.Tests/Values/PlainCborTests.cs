using System.Formats.Cbor;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;
using Messaging.TestKit.Fuzzing;

namespace Messaging.DiffusionWire.Tests.Values;

/// <summary>What is let through without a reader, the library's reader lets through, too.</summary>
[Trait("Rule", "TOPIC-04")]
public sealed class PlainCborTests
{
    private const int Rounds = 200_000;

    [Theory]
    [InlineData("00")]
    [InlineData("3bffffffffffffffff")]
    [InlineData("60")]
    [InlineData("63 'abc'")]
    [InlineData("7803 'abc'")]
    [InlineData("43 010203")]
    [InlineData("80")]
    [InlineData("a0")]
    [InlineData("9fff")]
    [InlineData("bfff")]
    [InlineData("82 01 82 02 03")]
    [InlineData("bf 61'a' 01 61'b' 9f 02 bf ff ff ff")]
    [InlineData("a2 61'a' a0 61'b' 80")]
    [InlineData("f6")]
    [InlineData("f97e00")]
    [InlineData("fb3ff0000000000000")]
    public void Usual_Values_AreRecognized(string hex) => PlainCbor.IsOneItem(Hex.Bytes(hex)).Should().BeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("0000")]
    [InlineData("1c")]
    [InlineData("18")]
    [InlineData("62 'a'")]
    [InlineData("7bffffffffffffffff 'a'")]
    [InlineData("81")]
    [InlineData("9f")]
    [InlineData("bf 01 ff")]
    [InlineData("81 ff")]
    [InlineData("9bffffffffffffffff 00")]
    [InlineData("bb8000000000000001 00 00")]
    [InlineData("1f")]
    [InlineData("df 00")]
    public void Malformed_Values_AreNot(string hex) => PlainCbor.IsOneItem(Hex.Bytes(hex)).Should().BeFalse();

    [Fact]
    public void Anything_ThatIsRecognized_IsOneItemForTheLibrary()
    {
        ByteMutator mutator = new(
            [Hex.Bytes("bf 64'text' 63'abc' 64'name' 66'u00042' 69'timestamp' 1b0000019accf0b5a0 ff"), Hex.Bytes("a2 61'a' 9f 01 fb3ff0000000000000 f6 ff 61'b' 82 20 f5")],
            FuzzSettings.Seed);
        FuzzReport report = new("plain CBOR");
        for (int round = 0; round < Rounds * FuzzSettings.Factor; round++)
        {
            byte[] bytes = round % 2 == 0 ? mutator.Next() : mutator.RandomBytes();
            bool isRecognized = PlainCbor.IsOneItem(bytes);
            report.Count(isRecognized);
            if (isRecognized)
            {
                CborReader reader = new(bytes, CborConformanceMode.Lax);
                FluentActions.Invoking(() => reader.SkipValue()).Should().NotThrow("{0} of seed {1}", Convert.ToHexString(bytes), FuzzSettings.Seed);
                reader.BytesRemaining.Should().Be(0);
            }
        }

        report.Publish();
        report.Accepted.Should().BeGreaterThan(1000);
    }
}
