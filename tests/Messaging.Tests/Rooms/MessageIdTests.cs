using System.Text;
using CsCheck;
using Messaging.Rooms;

namespace Messaging.Tests.Rooms;

/// <summary>Ids that this library made are numbers inside. Outside nobody may tell: every id is exactly its text.</summary>
public sealed class MessageIdTests
{
    private const string Made = "0193a1f0-7c3e-7b1a-8f00-00c0ffee0abc";

    private static readonly string[] Chosen =
        [Made, Made.ToUpperInvariant(), $" {Made}", $"{Made} ", $"{{{Made}}}", Made.Replace("-", ""), "0193a1f0-7c3e-7b1a-8f00-0Xc0ffee0abc", "+193a1f0-7c3e-7b1a-8f00-00c0ffee0abc", Guid.Empty.ToString(), "m1", "ä", "\0"];

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Int[0, Chosen.Length - 1].Select(i => Chosen[i]),
        Gen.Guid.Select(id => id.ToString()),
        Gen.Select(Gen.Int[0, Made.Length - 1], Gen.Char, (place, character) => $"{Made[..place]}{character}{Made[(place + 1)..]}"),
        Gen.String[1, 40]);

    [Fact]
    public void Value_OfAnyId_IsItsText() => Texts.Sample(text => new MessageId(text).Value == text && new MessageId(text).ToString() == text);

    [Fact]
    public void Equals_TwoIds_AsTheirTexts() => Gen.Select(Texts, Texts).Sample(
        (one, other) => (new MessageId(one) == new MessageId(other)) == string.Equals(one, other, StringComparison.Ordinal)
            && new MessageId(one).GetHashCode() == new MessageId(one).GetHashCode());

    [Fact]
    public void Write_AnyId_WritesItsText() => Texts.Where(text => !HasHalfOfAPair(text)).Sample(text =>
    {
        MessageId id = new(text);
        byte[] utf8 = new byte[id.Utf8Length];
        id.Write(utf8);
        return Encoding.UTF8.GetString(utf8) == text;
    });

    [Fact]
    public void TryReadMade_AnyText_IsTheSameIdOrNone() => Texts.Sample(text =>
    {
        bool isRead = MessageId.TryReadMade(Encoding.UTF8.GetBytes(text), out MessageId id);
        return isRead == new MessageId(text).IsMade(out _, out _) && id == (isRead ? new MessageId(text) : default);
    });

    [Fact]
    public void TryReadMade_IdMadeHere_NeedsNoText()
    {
        MessageId id = MessageId.New();

        MessageId.TryReadMade(Encoding.UTF8.GetBytes(id.Value), out MessageId read).Should().BeTrue();

        read.Should().Be(id).And.Be(new MessageId(id.Value));
        id.IsMade(out Guid number, out _).Should().BeTrue();
        number.Version.Should().Be(7);
    }

    [Fact]
    public void Contains_IdsOfBothKinds_KnowsThoseThatWereAdded()
    {
        RecentIds recent = new();
        recent.Add(new MessageId(Made));
        recent.Add(new MessageId("m1"));

        recent.Contains(new MessageId(Made)).Should().BeTrue();
        recent.Contains(new MessageId(Made.ToUpperInvariant())).Should().BeFalse(because: "it is another id");
        recent.Contains(new MessageId("m1")).Should().BeTrue();
        recent.Contains(new MessageId(Guid.Empty.ToString())).Should().BeFalse();
        recent.Contains(default).Should().BeFalse();
    }

    [Fact]
    public void Id_OfAMessageWithoutOne_IsNull()
    {
        new ChatMessage { Text = "hi" }.Id.Should().BeNull();
        new ChatMessage { Text = "hi", Id = default(MessageId) }.Id.Should().BeNull();
        default(MessageId).Value.Should().BeEmpty();
    }

    private static bool HasHalfOfAPair(string text) => !Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Equals(text, StringComparison.Ordinal);
}
