using Lesson3.Security.Accounts;

namespace Messaging.Samples.Tests.Lesson3;

public sealed class AccountNameRulesTests
{
    [Theory]
    [InlineData("ada")]
    [InlineData("grace-hopper-2")]
    [InlineData("x23456789012345678901234567890")]
    public void Name_ThatCannotBeMistaken_IsAcceptable(string name)
    {
        AccountNameRules.IsAcceptable(name, out string? problem).Should().BeTrue();
        problem.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("ad")]
    [InlineData("Ada")]
    [InlineData("аda")] // begins with a Cyrillic letter
    [InlineData("ada ")]
    [InlineData("ada\n")]
    [InlineData("ada lovelace")]
    [InlineData("2ada")]
    [InlineData("-ada")]
    [InlineData("ada'")]
    [InlineData("ad\0a")]
    [InlineData("ıda")]
    [InlineData("ada２")] // a full-width digit
    [InlineData("x234567890123456789012345678901")]
    public void Name_ThatCanBeMistaken_IsRefusedWithTheRule(string name)
    {
        AccountNameRules.IsAcceptable(name, out string? problem).Should().BeFalse();
        problem.Should().Contain(AccountNameRules.InWords);
    }

    [Theory]
    [InlineData("system")]
    [InlineData("admin")]
    [InlineData("moderator")]
    public void Name_ThatSpeaksForTheSite_IsTaken(string name)
    {
        AccountNameRules.IsAcceptable(name, out string? problem).Should().BeFalse();
        problem.Should().Contain("taken");
    }
}
