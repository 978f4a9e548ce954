using CsCheck;

namespace Messaging.Tests.Rooms;

public sealed class RoomNameTests
{
    [Theory]
    [InlineData("Default Room")]
    [InlineData("überraschung")]
    [InlineData("部屋")]
    [InlineData("👩‍👩‍👧 family")]
    [InlineData("?x")]
    [InlineData("*")]
    [InlineData("#a")]
    [InlineData(">b")]
    [InlineData(".")]
    [InlineData(" padded ")]
    public void IsValid_OneSegmentOfAnyScript_Accepts(string name) =>
        RoomName.IsValid(name, out _).Should().BeTrue();

    [Theory]
    [InlineData(null, "*empty or blank*")]
    [InlineData("", "*empty or blank*")]
    [InlineData(" \t ", "*empty or blank*")]
    [InlineData("a/b", "*'/'*topic path*")]
    [InlineData("/", "*'/'*topic path*")]
    [InlineData("a\nb", "*control characters (U+000A)*")]
    [InlineData("a\u0000", "*control characters (U+0000)*")]
    [InlineData("a\u0085", "*control characters (U+0085)*")]
    public void IsValid_IllegalName_SaysWhy(string? name, string problem)
    {
        RoomName.IsValid(name, out string? found).Should().BeFalse();
        found.Should().Match(problem);
    }

    [Fact]
    public void IsValid_LoneSurrogate_SaysSo()
    {
        // Not as attributes: those are stored as UTF-8, which has no lone surrogates.
        foreach (string name in (string[])["\ud83d", "\udc69a", "a\ud83d\ud83d\udc69"])
        {
            RoomName.IsValid(name, out string? found).Should().BeFalse();
            found.Should().Contain("surrogate");
        }
    }

    [Fact]
    public void IsValid_Length_IsCountedInBytesOfUtf8()
    {
        RoomName.IsValid(new string('a', 200), out _).Should().BeTrue();
        RoomName.IsValid(new string('a', 201), out string? ascii).Should().BeFalse();
        ascii.Should().Contain("200 bytes").And.Contain("201");
        RoomName.IsValid(new string('ü', 100), out _).Should().BeTrue();
        RoomName.IsValid(new string('ü', 101), out _).Should().BeFalse();
    }

    /// <summary>The rule said again in other words, over names made of everything that it speaks of.</summary>
    [Fact]
    public void IsValid_AnyText_AgreesWithTheRule()
    {
        const string Special = " /?*#>\t\0ü\u00a0";
        Gen<char> character = Gen.OneOf(
            Gen.Char['a', 'z'], Gen.Int[0, Special.Length - 1].Select(i => Special[i]), Gen.Char['\ud7f0', '\ue010']);
        Gen.String[character, 0, 120].Sample(name =>
        {
            bool legal = !string.IsNullOrWhiteSpace(name)
                && !name.Contains('/')
                && !name.Any(char.IsControl)
                && IsUnicode(name)
                && System.Text.Encoding.UTF8.GetByteCount(name) <= 200;
            bool found = RoomName.IsValid(name, out string? problem);
            return found == legal && found == (problem is null);
        });
    }

    private static bool IsUnicode(string text)
    {
        var strict = new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true);
        try
        {
            strict.GetByteCount(text);
            return true;
        }
        catch (System.Text.EncoderFallbackException)
        {
            return false;
        }
    }
}
