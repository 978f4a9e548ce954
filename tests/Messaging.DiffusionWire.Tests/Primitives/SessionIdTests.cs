using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Primitives;

[Trait("Rule", "SESS-03")]
public sealed class SessionIdTests
{
    private const string Text = "c11fef06b59ce3e4-ff00000000000001";

    private static readonly SessionId Id = new(unchecked((long)0xc11fef06b59ce3e4), unchecked((long)0xff00000000000001));

    [Fact]
    public void Message_InBody_IsTwoVarints() => Message.Verify("e4c7f3acebe0fb8fc101 8180808080808080ff01", Id);

    [Fact]
    public void ToString_Id_IsTwoWordsInLowerCaseHexadecimal() => Id.ToString().Should().Be(Text);

    [Fact]
    public void TryParse_TextForm_GivesId()
    {
        SessionId.TryParse(Text, out SessionId id).Should().BeTrue();

        id.Should().Be(Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c11fef06b59ce3e4")]
    [InlineData("c11fef06b59ce3e4ff00000000000001")]
    [InlineData("c11fef06b59ce3e4_ff00000000000001")]
    [InlineData("c11fef06b59ce3e4-ff0000000000001")]
    [InlineData("c11fef06b59ce3e4-ff000000000000012")]
    [InlineData("c11fef06b59ce3eg-ff00000000000001")]
    [InlineData(" 11fef06b59ce3e4-ff00000000000001")]
    public void TryParse_OtherText_IsRefused(string text) => SessionId.TryParse(text, out _).Should().BeFalse();
}
