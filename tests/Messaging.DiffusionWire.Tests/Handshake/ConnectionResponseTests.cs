using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Handshake;

public sealed class ConnectionResponseTests
{
    private const string Session = "1122334455667788 0000000000000001 'token-0123456789ABCDEFGJ' 0000000000007530";

    [Fact]
    [Trait("Rule", "SESS-04")]
    public void Message_Ok_HasEveryField() => Message.Verify($"23 1d 64 {Session} 7fffffff", Accepted(ConnectionResponseCode.Ok, int.MaxValue));

    [Fact]
    [Trait("Rule", "SESS-11")]
    public void Message_Reconnected_CarriesSequence() => Message.Verify($"23 1d 69 {Session} 00000002", Accepted(ConnectionResponseCode.Reconnected, 2));

    [Fact]
    [Trait("Rule", "SESS-12")]
    public void Message_ReconnectedWithMessageLoss_HasSameFields() =>
        Message.Verify($"23 1d 6a {Session} 00000000", Accepted(ConnectionResponseCode.ReconnectedWithMessageLoss, 0));

    [Fact]
    [Trait("Rule", "SESS-03")]
    public void Read_HighSessionId_IsFixedWidthAndUnsigned()
    {
        ConnectionResponse response = Message.Read<ConnectionResponse>(
            Hex.Bytes("23 1d 64 c11fef06b59ce3e4 ff00000000000001 'token-0123456789ABCDEFGJ' ffffffffffffffff 00000000"));

        response.SessionId.ToString().Should().Be("c11fef06b59ce3e4-ff00000000000001");
        response.SystemPingPeriodMilliseconds.Should().Be(-1);
    }

    [Theory]
    [Trait("Rule", "SESS-05")]
    [InlineData("66", ConnectionResponseCode.ProtocolVersionUnsupported)]
    [InlineData("71", ConnectionResponseCode.LicenseLimit)]
    [InlineData("72", ConnectionResponseCode.ReconnectionUnsupported)]
    [InlineData("73", ConnectionResponseCode.ProtocolError)]
    [InlineData("74", ConnectionResponseCode.AuthenticationFailed)]
    [InlineData("75", ConnectionResponseCode.UnknownSession)]
    [InlineData("76", ConnectionResponseCode.ReconnectionFailedMessageLoss)]
    [InlineData("77", ConnectionResponseCode.ServerNotReady)]
    public void Message_Refusal_IsThreeBytes(string code, ConnectionResponseCode expected) =>
        Message.Verify($"23 1d {code}", new ConnectionResponse { Code = expected });

    [Theory]
    [Trait("Rule", "SESS-05")]
    [InlineData(101)]
    [InlineData(103)]
    [InlineData(111)]
    [InlineData(112)]
    [InlineData(255)]
    public void Read_CodeWithoutName_IsReadAsRefusal(byte code)
    {
        ConnectionResponse response = Message.Read<ConnectionResponse>((byte[])[0x23, 0x1d, code]);

        response.Code.Should().Be((ConnectionResponseCode)code);
        response.HasSession.Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "SESS-06")]
    public void Read_OtherVersion_IsReadForCallerToRefuse() =>
        Message.Read<ConnectionResponse>(Hex.Bytes($"23 1c 64 {Session} 7fffffff")).ProtocolVersion.Should().Be(28);

    [Theory]
    [Trait("Rule", "SESS-04")]
    [InlineData("24 1d 64")]
    [InlineData("00 1d 74")]
    [InlineData("'HTTP'")]
    public void Read_OtherMagic_IsRefused(string bytes) => Message.Refuses<ConnectionResponse>(Hex.Bytes(bytes));

    [Theory]
    [Trait("Rule", "SESS-04")]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("token-0123456789ABCDEFGJx")]
    [InlineData("token-0123456789ABCDEFGü")]
    public void Write_TokenOfOtherForm_IsRefused(string token)
    {
        Action write = () => Message.Write(Accepted(ConnectionResponseCode.Ok, 1) with { Token = token });

        write.Should().ThrowExactly<InvalidOperationException>();
    }

    [Fact]
    public void ToString_Response_HidesToken() => Accepted(ConnectionResponseCode.Ok, 1).ToString().Should().NotContain("ABCDEF");

    private static ConnectionResponse Accepted(ConnectionResponseCode code, int last) => new()
    {
        Code = code,
        SessionId = new SessionId(0x1122334455667788, 1),
        Token = "token-0123456789ABCDEFGJ",
        SystemPingPeriodMilliseconds = 30_000,
        MaximumMessageSizeOrSequence = last,
    };
}
