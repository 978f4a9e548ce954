using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class AuthenticationMessageTests
{
    [Fact]
    [Trait("Rule", "SEC-20")]
    public void ReauthenticateRequest_Password_RoundTrips() => Message.Verify(
        "03'bob' 01 06'secret' 01 04'room' 01'a'", new ReauthenticateRequest("bob", Credentials.Password("secret"), [new("room", "a")]));

    [Fact]
    [Trait("Rule", "SEC-20")]
    public void ReauthenticateRequest_OtherCredentials_RoundTrip()
    {
        Message.Verify("03'bob' 02 03 0102ff 00", new ReauthenticateRequest("bob", Credentials.Custom(Hex.Bytes("0102ff")), []));
        Message.Verify("00 00 00 00", new ReauthenticateRequest(string.Empty, Credentials.None, []));
    }

    [Fact]
    [Trait("Rule", "SEC-20")]
    public void ReauthenticateRequest_ToString_HidesThePassword() =>
        new ReauthenticateRequest("bob", Credentials.Password("correct horse"), []).ToString().Should().Contain("bob").And.NotContain("horse");

    [Theory]
    [Trait("Rule", "SEC-20")]
    [InlineData("00", false)]
    [InlineData("01", true)]
    public void ReauthenticateResponse_Literal_RoundTrips(string bytes, bool accepted) => Message.Verify(bytes, new ReauthenticateResponse(accepted));
}
