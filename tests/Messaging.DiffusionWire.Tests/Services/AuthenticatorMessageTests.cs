using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Services.Authentication;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class AuthenticatorMessageTests
{
    [Fact]
    [Trait("Rule", "SEC-22")]
    public void Authenticator_Literals_RoundTrip()
    {
        Message.Verify("78 07'default' 01'h' ac02", new AddAuthenticatorRequest("h", 300));
        Message.Verify("78 07'default' 01'h'", new RemoveAuthenticatorRequest("h"));
    }

    [Fact]
    [Trait("Rule", "SEC-22")]
    public void Authenticator_ForAnotherService_IsRefused()
    {
        Message.Refuses<AddAuthenticatorRequest>(Hex.Bytes("58 07'default' 01'h' 01"));
        Message.Refuses<RemoveAuthenticatorRequest>(Hex.Bytes("79 07'default' 01'h'"));
    }

    [Fact]
    [Trait("Rule", "SEC-23")]
    [Trait("Rule", "SEC-39")]
    public void AuthenticateRequest_Literals_RoundTrip()
    {
        Message.Verify(
            "03'bob' 01 02'pw' 02 0a'$Principal' 03'bob' 06'$Roles' 07'\"A\",\"B\"' 01 01'b' 01'2' 01",
            new AuthenticateRequest("bob", Credentials.Password("pw"), [new("$Principal", "bob"), new("$Roles", "\"A\",\"B\"")], [new("b", "2")], 1));
        Message.Verify("00 00 00 00 00 01", new AuthenticateRequest(string.Empty, Credentials.None, [], [], 1));
    }

    [Theory]
    [Trait("Rule", "SEC-23")]
    [InlineData("03'bob' 00 02 0a'$Principal' 03'bob' 06'$Roles' 07'\"A\",\"B\"' 01 01'b' 01'2' 01")] // type 0 without its length
    [InlineData("03'bob' 03 00 00 00 01")]
    public void AuthenticateRequest_MalformedCredentials_IsRefused(string bytes) => Message.Refuses<AuthenticateRequest>(Hex.Bytes(bytes));

    [Fact]
    [Trait("Rule", "SEC-23")]
    public void AuthenticateRequest_ToString_HidesThePassword() =>
        new AuthenticateRequest("bob", Credentials.Password("correct horse"), [], [], 1).ToString().Should().Contain("bob").And.NotContain("horse");

    [Fact]
    [Trait("Rule", "SEC-23")]
    public void AuthenticateResponse_Literals_RoundTrip()
    {
        Message.Verify<AuthenticateResponse>("00", AuthenticateResponse.Deny.Instance);
        Message.Verify<AuthenticateResponse>("01", AuthenticateResponse.Abstain.Instance);
        Message.Verify<AuthenticateResponse>("02 00", new AuthenticateResponse.Allow([]));
        Message.Verify<AuthenticateResponse>(
            "02 02 06'$Roles' 03'\"X\"' 04'room' 05'lobby'", new AuthenticateResponse.Allow([new("$Roles", "\"X\""), new("room", "lobby")]));
        Message.Refuses<AuthenticateResponse>(Hex.Bytes("03 00"));
    }
}
