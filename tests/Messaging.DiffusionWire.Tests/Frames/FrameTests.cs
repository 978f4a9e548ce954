using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Frames;

public sealed class FrameTests
{
    [Theory]
    [Trait("Rule", "WIRE-23")]
    [InlineData("00 37 01", ServiceId.SystemPing, 1, "")]
    [InlineData("00 c701 34 02 '>a'", ServiceId.UnsubscribeAllScopes, 0x34, "023e61")]
    [InlineData("00 75 8001 aabb", ServiceId.Fetch, 128, "aabb")]
    [InlineData("00 01 03", (ServiceId)1, 3, "")]
    [InlineData("00 38 ffffffff0f", ServiceId.UserPing, -1, "")]
    public void Read_Request_GivesServiceConversationAndBody(string bytes, ServiceId service, int conversation, string body) =>
        Reads(bytes, new Expected(FrameType.Request, body) { Service = service, ConversationId = conversation });

    [Theory]
    [Trait("Rule", "WIRE-23")]
    [InlineData("06 01", 1, "")]
    [InlineData("06 0e 00", 14, "00")]
    [InlineData("06 9801 01 00", 0x98, "0100")]
    public void Read_Response_GivesConversationAndBody(string bytes, int conversation, string body) =>
        Reads(bytes, new Expected(FrameType.Response, body) { ConversationId = conversation });

    [Fact]
    [Trait("Rule", "WIRE-24")]
    public void Read_Error_GivesConversationAndRefusal()
    {
        Frame frame = Reads("07 13 06 'Denied' 67", new Expected(FrameType.Error, "0644656e69656467") { ConversationId = 0x13 });

        frame.ReadBody<ServiceError>().Should().Be(new ServiceError("Denied", ServiceErrorCode.AccessDenied));
    }

    [Theory]
    [Trait("Rule", "WIRE-26")]
    [InlineData("04 00000007 6161", FrameType.Value, 7, "6161")]
    [InlineData("04 00000007", FrameType.Value, 7, "")]
    [InlineData("04 fffffffb f6", FrameType.Value, -5, "f6")]
    [InlineData("05 7fffffff 0007455468657265", FrameType.Delta, int.MaxValue, "0007455468657265")]
    public void Read_TopicData_GivesTopicAndBytes(string bytes, FrameType type, int topic, string body) =>
        Reads(bytes, new Expected(type, body) { TopicId = topic });

    [Theory]
    [Trait("Rule", "WIRE-22")]
    [InlineData("84 00000001 aabb", FrameType.Value, true)]
    [InlineData("85 00000001 aabb", FrameType.Delta, true)]
    [InlineData("44 00000001 aabb", FrameType.Value, false)]
    [InlineData("c4 00000001 aabb", FrameType.Value, false)]
    [InlineData("45 00000001 aabb", FrameType.Delta, false)]
    [InlineData("c5 00000001 aabb", FrameType.Delta, false)]
    public void Read_TopicDataWithEncodingBits_IsCompressedForTenOnly(string bytes, FrameType type, bool compressed) =>
        Reads(bytes, new Expected(type, "aabb") { TopicId = 1, IsCompressed = compressed });

    [Theory]
    [Trait("Rule", "WIRE-22")]
    [InlineData("80 37 01", FrameType.Request, ServiceId.SystemPing)]
    [InlineData("40 37 01", FrameType.Request, ServiceId.SystemPing)]
    [InlineData("86 01", FrameType.Response, (ServiceId)0)]
    [InlineData("c7 01", FrameType.Error, (ServiceId)0)]
    public void Read_OtherTypeWithEncodingBits_IgnoresThem(string bytes, FrameType type, ServiceId service) =>
        Reads(bytes, new Expected(type, string.Empty) { Service = service, ConversationId = 1 });

    [Theory]
    [Trait("Rule", "WIRE-26")]
    [InlineData("1d", FrameType.CloseRequest)]
    [InlineData("1c", FrameType.Closed)]
    public void Read_Close_HasNoFields(string bytes, FrameType type) => Reads(bytes, new Expected(type, string.Empty));

    [Fact]
    [Trait("Rule", "WIRE-26")]
    public void Read_CloseWithBytesBehind_KeepsTypeOnly() => Frame.Read(Hex.Bytes("1c 05 aabb")).Type.Should().Be(FrameType.Closed);

    [Fact]
    [Trait("Rule", "WIRE-20")]
    public void Read_EveryFirstByte_KnowsSevenTypes()
    {
        byte[] known = [0x00, 0x04, 0x05, 0x06, 0x07, 0x1c, 0x1d];
        for (int first = 0; first <= 0xff; first++)
        {
            byte[] message = [(byte)first, 0, 0, 0, 1];
            Action read = () => Frame.Read(message);
            if (known.Contains((byte)(first & 0x3f)))
            {
                read.Should().NotThrow("0x{0:x2} is a type with encoding bits", first);
            }
            else
            {
                read.Should().ThrowExactly<WireFormatException>("0x{0:x2} is not a type", first);
            }
        }
    }

    [Fact]
    [Trait("Rule", "WIRE-21")]
    public void Read_EmptyMessage_IsRefused()
    {
        Action read = () => Frame.Read(default);

        read.Should().ThrowExactly<WireFormatException>();
    }

    [Theory]
    [Trait("Rule", "WIRE-20")]
    [InlineData("00 c701 8001")]
    [InlineData("06 8001")]
    [InlineData("07 8001")]
    [InlineData("04 00000007")]
    [InlineData("85 00000007")]
    [InlineData("1d")]
    public void Read_HeaderCutShort_IsRefused(string bytes)
    {
        foreach (ReadOnlyMemory<byte> prefix in Presentations.Truncations(Hex.Bytes(bytes)))
        {
            Action read = () => Frame.Read(prefix);
            read.Should().ThrowExactly<WireFormatException>();
        }
    }

    [Theory]
    [Trait("Rule", "WIRE-01")]
    [InlineData("00 ffffffffff01 01")]
    [InlineData("00 37 ffffffff1f")]
    [InlineData("06 ffffffffffffffffff01")]
    public void Read_IdOfMoreThan32Bits_IsRefused(string bytes)
    {
        Action read = () => Frame.Read(Hex.Bytes(bytes));

        read.Should().ThrowExactly<WireFormatException>();
    }

    [Fact]
    [Trait("Rule", "WIRE-24")]
    public void ReadBody_ErrorWithoutCode_IsRefused() => Message.RefusesTruncations<ServiceError>(Hex.Bytes("0d 'Access denied' 67"));

    [Theory]
    [Trait("Rule", "WIRE-24")]
    [InlineData("00 67", "", 103)]
    [InlineData("0d 'Access denied' 67", "Access denied", 103)]
    [InlineData("03 'msg' ac46", "msg", 9004)]
    [InlineData("01 'x' 8f4e", "x", 9999)]
    [InlineData("04 'M300' ac02", "M300", 300)]
    [InlineData("01 'z' ffffffff0f", "z", -1)]
    public void ServiceError_Literal_RoundTrips(string bytes, string message, int code) => Message.Verify(bytes, new ServiceError(message, code));

    [Fact]
    [Trait("Rule", "WIRE-23")]
    public void WriteRequest_TwoByteService_GivesLiteral() =>
        Writes("00 ca01 9801", writer => Frame.WriteRequest(writer, ServiceId.GetSessionProperties, 0x98, default(EmptyMessage)));

    [Fact]
    [Trait("Rule", "WIRE-23")]
    public void WriteResponse_Empty_GivesLiteral() => Writes("06 01", writer => Frame.WriteResponse(writer, 1, default(EmptyMessage)));

    [Fact]
    [Trait("Rule", "WIRE-27")]
    public void WriteError_UnknownService_GivesLiteralOfOfficialSdk() =>
        Writes("07 03 19 'Unknown client service: 1' 64", writer =>
            Frame.WriteError(writer, 3, new ServiceError("Unknown client service: 1", ServiceErrorCode.CommunicationFailure)));

    [Fact]
    [Trait("Rule", "WIRE-26")]
    public void WriteValue_Bytes_GivesLiteral() => Writes("04 00000002 6b 'Hello World'", writer => Frame.WriteValue(writer, 2, Hex.Bytes("6b 'Hello World'")));

    [Fact]
    [Trait("Rule", "WIRE-26")]
    public void WriteDelta_Bytes_GivesLiteral() => Writes("05 00000002 00 07 45 'There'", writer => Frame.WriteDelta(writer, 2, Hex.Bytes("00 07 45 'There'")));

    [Fact]
    [Trait("Rule", "WIRE-26")]
    public void WriteClose_BothWays_GiveOneByte()
    {
        Writes("1d", Frame.WriteCloseRequest);
        Writes("1c", Frame.WriteClosed);
    }

    [Theory]
    [Trait("Rule", "WIRE-22")]
    [InlineData(FrameType.Value, "84 00000001 aabb")]
    [InlineData(FrameType.Delta, "85 00000001 aabb")]
    public void WriteCompressed_TopicData_GivesLiteral(FrameType type, string expected) =>
        Writes(expected, writer => Frame.WriteCompressed(writer, type, 1, [0xaa, 0xbb]));

    [Theory]
    [Trait("Rule", "WIRE-22")]
    [InlineData(FrameType.Request)]
    [InlineData(FrameType.Response)]
    [InlineData(FrameType.Error)]
    public void WriteCompressed_OtherType_IsRefused(FrameType type)
    {
        Action write = () => Frame.WriteCompressed(new WireWriter(), type, 1, [0xaa]);

        write.Should().ThrowExactly<ArgumentOutOfRangeException>();
    }

    private static Frame Reads(string notation, Expected expected)
    {
        foreach ((string label, ReadOnlyMemory<byte> message) in Presentations.Of(Hex.Bytes(notation)))
        {
            Frame frame = Frame.Read(message);
            Hex.Of(frame.Body.Span).Should().Be(expected.Body, label);
            (frame with { Body = default }).Should().Be(
                new Frame(expected.Type, expected.Service, expected.ConversationId, expected.TopicId, expected.IsCompressed, default), label);
        }

        return Frame.Read(Hex.Bytes(notation));
    }

    private static void Writes(string expected, Action<WireWriter> write)
    {
        WireWriter writer = new();
        write(writer);
        Hex.Of(writer.WrittenSpan).Should().Be(Hex.Of(Hex.Bytes(expected)));
    }

    private sealed record Expected(FrameType Type, string Body)
    {
        public ServiceId Service { get; init; }

        public int ConversationId { get; init; }

        public int TopicId { get; init; }

        public bool IsCompressed { get; init; }
    }
}
