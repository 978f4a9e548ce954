using Lesson3.Security.Accounts;

namespace Messaging.Samples.Tests.Lesson3;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("0123456780")]
    [InlineData("日本語のパスワード。。。")]
    [InlineData("'; drop principal 'x' \\ \"")]
    public void Password_ThatIsLongAndNotCommon_IsAcceptable(string password)
    {
        PasswordRules.IsAcceptable("ada", password, out string? problem).Should().BeTrue();
        problem.Should().BeNull();
    }

    [Theory]
    [InlineData("", "at least 10")]
    [InlineData("123456789", "at least 10")]
    [InlineData("1234567890", "commonest")]
    [InlineData("PASSWORD123", "commonest")]
    [InlineData("QwertyUiop", "commonest")]
    [InlineData("i am ada lovelace", "name")]
    [InlineData("ADAADAADAADA", "name")]
    public void Password_ThatIsGuessedFirst_IsRefusedWithAReason(string password, string reason)
    {
        PasswordRules.IsAcceptable("ada", password, out string? problem).Should().BeFalse();
        problem.Should().Contain(reason);
    }

    [Fact]
    public void Password_AtTheLimits_IsAcceptable_AndBeyondIsNot()
    {
        PasswordRules.IsAcceptable("ada", new string('x', PasswordRules.MinimumLength), out _).Should().BeTrue();
        PasswordRules.IsAcceptable("ada", new string('x', PasswordRules.MaximumLength), out _).Should().BeTrue();
        PasswordRules.IsAcceptable("ada", new string('x', PasswordRules.MinimumLength - 1), out _).Should().BeFalse();
        PasswordRules.IsAcceptable("ada", new string('x', PasswordRules.MaximumLength + 1), out string? problem).Should().BeFalse();
        problem.Should().Contain("at most");
    }

    [Fact]
    public void Problem_NeverContainsThePassword()
    {
        foreach (string password in new[] { "geheim", "password1234", "ada and something", new string('q', 300) })
        {
            PasswordRules.IsAcceptable("ada", password, out string? problem).Should().BeFalse();
            problem.Should().NotContain(password);
        }
    }
}
