using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Handshake;

[Trait("Rule", "SEC-01")]
public sealed class CredentialsTests
{
    [Fact]
    public void Message_None_CarriesEmptyLength() => Message.Verify("00 00", Credentials.None);

    [Fact]
    public void Message_Password_IsUtf8() => Message.Verify("01 09 'p' c3a4 'ss' f09f9880", Credentials.Password("päss😀"));

    [Fact]
    public void Message_EmptyPassword_IsNotNone() => Message.Verify("01 00", Credentials.Password(string.Empty));

    [Fact]
    public void Message_Custom_IsBytes() => Message.Verify("02 04 010203ff", Credentials.Custom(Hex.Bytes("010203ff")));

    [Theory]
    [InlineData("00")] // type 0 without its length
    [InlineData("03 00")]
    [InlineData("ff 00")]
    [InlineData("01 05 'pass'")]
    [InlineData("01 ffffffff0f")]
    public void Read_Malformed_IsRefused(string bytes) => Message.Refuses<Credentials>(Hex.Bytes(bytes));

    [Fact]
    public void ToString_Password_HidesSecret() => Credentials.Password("correct horse").ToString().Should().NotContain("horse");
}
