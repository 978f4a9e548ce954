using FluentAssertions.Equivalency;
using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Tests.Support;

/// <summary>What holds for every message of the protocol, given one literal and the object it stands for.</summary>
internal static class Message
{
    /// <summary>Reads a message that takes all of <paramref name="body"/>.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> body)
        where T : IWireMessage<T>
    {
        WireReader reader = new(body);
        T message = T.ReadFrom(ref reader);
        reader.Remaining.Should().Be(0, "the grammar accounts for every byte of {0}", Hex.Of(body.Span));
        return message;
    }

    /// <summary>Writes a message behind bytes that must stay as they are.</summary>
    public static byte[] Write<T>(in T message)
        where T : IWireMessage<T>
    {
        WireWriter writer = new(16);
        writer.WriteByte(0xee);
        message.WriteTo(writer);
        writer.WrittenSpan[0].Should().Be(0xee);
        return writer.WrittenSpan[1..].ToArray();
    }

    /// <summary>
    /// The literal reads as the object however it lies in memory; the object writes as the literal; further bytes are
    /// ignored (WIRE-10); and each truncation is refused, none of them with another exception.
    /// </summary>
    public static void Verify<T>(string notation, T expected)
        where T : IWireMessage<T>
    {
        byte[] literal = Hex.Bytes(notation);
        Hex.Of(Write(expected)).Should().Be(Hex.Of(literal));
        foreach ((string label, ReadOnlyMemory<byte> body) in Presentations.Of(literal))
        {
            Read<T>(body).Should().BeEquivalentTo(expected, Exactly, label);
        }

        WireReader longer = new((byte[])[.. literal, 0xff, 0x00]);
        T.ReadFrom(ref longer).Should().BeEquivalentTo(expected, Exactly, "bytes behind the last field are ignored");
        RefusesTruncations<T>(literal);
    }

    /// <summary>Each strict prefix is refused as malformed.</summary>
    public static void RefusesTruncations<T>(byte[] literal)
        where T : IWireMessage<T>
    {
        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(literal))
        {
            Refuses<T>(prefix);
        }
    }

    /// <summary>These bytes are refused as malformed.</summary>
    public static void Refuses<T>(ReadOnlyMemory<byte> body)
        where T : IWireMessage<T>
    {
        Action read = () =>
        {
            WireReader reader = new(body);
            T.ReadFrom(ref reader);
        };
        read.Should().ThrowExactly<WireFormatException>("{0} is not a {1}", Hex.Of(body.Span), typeof(T).Name);
    }

    /// <summary>Field by field and in order; byte strings by their bytes.</summary>
    public static EquivalencyAssertionOptions<T> Exactly<T>(EquivalencyAssertionOptions<T> options) => options
        .ComparingRecordsByMembers()
        .RespectingRuntimeTypes()
        .WithStrictOrdering()
        .Using<ReadOnlyMemory<byte>>(context => Hex.Of(context.Subject.Span).Should().Be(Hex.Of(context.Expectation.Span)))
        .WhenTypeIs<ReadOnlyMemory<byte>>();
}
