using System.Text;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Tests.Security;

public sealed class PasswordHashTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Matches_RightAndWrongPasswords_TellsThemApart(bool isDeferred)
    {
        PasswordHash hash = isDeferred ? PasswordHash.Deferred("pässword", 10) : PasswordHash.Of("pässword", 10);

        for (int i = 0; i < 3; i++)
        {
            hash.Matches("wrong"u8).Should().BeFalse();
            hash.Matches(Encoding.UTF8.GetBytes("pässword")).Should().BeTrue();
            hash.Matches([]).Should().BeFalse();
        }
    }

    [Fact]
    public void Matches_Nobody_NothingFits()
    {
        PasswordHash nobody = PasswordHash.OfNobody(10);

        nobody.Matches([]).Should().BeFalse();
        nobody.Matches("password"u8).Should().BeFalse();
    }

    [Fact]
    public void Matches_EmptyPassword_FitsTheEmptyOneOnly()
    {
        PasswordHash empty = PasswordHash.Of("", 10);

        empty.Matches([]).Should().BeTrue();
        empty.Matches(" "u8).Should().BeFalse();
    }

    [Fact]
    public async Task Matches_FirstUseByMany_AllGetTheRightAnswer()
    {
        PasswordHash hash = PasswordHash.Deferred("password", 1000);

        bool[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => hash.Matches(i % 2 == 0 ? "password"u8 : "wrong"u8)))).Within();

        answers.Should().Equal(Enumerable.Range(0, 16).Select(i => i % 2 == 0));
    }
}
