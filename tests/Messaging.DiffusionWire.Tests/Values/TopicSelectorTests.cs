using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Values;

public sealed class TopicSelectorTests
{
    [Theory]
    [Trait("Rule", "TOPIC-20")]
    [InlineData("Chat/Room", ">Chat/Room")]
    [InlineData(">Chat/Room", ">Chat/Room")]
    [InlineData("?Chat//", "?Chat//")]
    [InlineData("*.*", "*.*")]
    [InlineData("#>a////>b", "#>a////>b")]
    public void Parse_Expression_GetsPrefix(string expression, string expected) => TopicSelector.Parse(expression).Expression.Should().Be(expected);

    [Theory]
    [Trait("Rule", "TOPIC-24")]
    [InlineData("#>a////>b////?c/", "a", "b", "?c/")]
    [InlineData("#>a////?b//////*c", "a", "?b//", "*c")]
    [InlineData(">a", "a")]
    public void AnyOf_Expressions_JoinsAsOfficialSdk(string expected, params string[] expressions) =>
        TopicSelector.AnyOf(expressions).Expression.Should().Be(expected);

    [Theory]
    [Trait("Rule", "TOPIC-20")]
    [InlineData(">a/b", "a/b", true)]
    [InlineData("a/b", "a/b", true)]
    [InlineData(">/a/b/", "a/b", true)]
    [InlineData("/a/b/", "a/b", true)]
    [InlineData("a/b", "a/b/c", false)]
    [InlineData("a/b", "a", false)]
    [InlineData("b", "a/b", false)]
    [InlineData(">.*/.*", "a/b", false)]
    [InlineData("a/b", "A/b", false)]
    [InlineData(">?a", "?a", true)]
    public void Matches_Path_SelectsThatTopic(string expression, string path, bool expected) => Matches(expression, path, expected);

    [Theory]
    [Trait("Rule", "TOPIC-21")]
    [InlineData("?a/b", "a/b", true)]
    [InlineData("?a/b", "a/b/c", false)]
    [InlineData("?a/b", "a", false)]
    [InlineData("?b", "a/b", false)]
    [InlineData("?.*", "a/b", false)]
    [InlineData("?.*", "a", true)]
    [InlineData("?.*/.*", "a/b", true)]
    [InlineData("?a/[bc]", "a/c", true)]
    [InlineData("?a/[bc]", "a/d", false)]
    [InlineData("?a/b|c", "a/c", true)]
    [InlineData("?a/b", "a/bb", false)]
    [InlineData("?a/b", "a/xb", false)]
    [InlineData("?a/(?i)B", "a/b", true)]
    [InlineData("?Default Room", "Default Room", true)]
    [InlineData("?a/😀+", "a/😀", true)]
    [InlineData(@"?(.)\1", "aa", true)]
    [InlineData(@"?(.)\1", "ab", false)]
    public void Matches_SplitPathPattern_TakesSegmentBySegment(string expression, string path, bool expected) => Matches(expression, path, expected);

    [Theory]
    [Trait("Rule", "TOPIC-22")]
    [InlineData("*a/b", "a/b", true)]
    [InlineData("*a/b", "a/b/c", false)]
    [InlineData("*b", "a/b", false)]
    [InlineData("*.*b", "a/b", true)]
    [InlineData("*.*", "a/b", true)]
    [InlineData("*.*", "a/b/c", true)]
    [InlineData("*a|b", "b", true)]
    [InlineData("*a|b", "ab", false)]
    public void Matches_FullPathPattern_TakesWholePath(string expression, string path, bool expected) => Matches(expression, path, expected);

    [Theory]
    [Trait("Rule", "TOPIC-23")]
    [InlineData("?a/b/", "a/b", false)]
    [InlineData("?a/b/", "a/b/c", true)]
    [InlineData("?a/b/", "a/b/c/d", true)]
    [InlineData("?a/b//", "a/b", true)]
    [InlineData("?a/b//", "a/b/c", true)]
    [InlineData("?a/.*//", "a/b", true)]
    [InlineData("?a/.*//", "a/b/c", true)]
    [InlineData("?a/.*//", "a", false)]
    [InlineData("?a/b//", "a/bc/d", false)]
    [InlineData("*a/b/", "a/b", false)]
    [InlineData("*a/b/", "a/b/c", true)]
    [InlineData("*a/b//", "a/b", true)]
    [InlineData("*a/b//", "a/b/c", true)]
    [InlineData("*a/b//", "a/bc", false)]
    [InlineData("*b/", "a/b/c", false)]
    [InlineData("*.*b/", "a/b/c/d", true)]
    public void Matches_QualifierAtEnd_ExtendsToDescendants(string expression, string path, bool expected) => Matches(expression, path, expected);

    [Theory]
    [Trait("Rule", "TOPIC-24")]
    [InlineData("#>a////>b////?c/", "a", true)]
    [InlineData("#>a////>b////?c/", "b", true)]
    [InlineData("#>a////>b////?c/", "c", false)]
    [InlineData("#>a////>b////?c/", "c/d", true)]
    [InlineData("#>a////>b////?c/", "a/b", false)]
    [InlineData("#?b//////>a", "b", true)]
    [InlineData("#?b//////>a", "b/c", true)]
    [InlineData("#?b//////>a", "a", true)]
    [InlineData("#?b/////>a", "b/c", true)]
    [InlineData("#?b/////>a", "b", false)]
    public void Matches_Set_SelectsWhatAnyMemberDoes(string expression, string path, bool expected) => Matches(expression, path, expected);

    [Theory]
    [Trait("Rule", "TOPIC-20")]
    [InlineData("")]
    [InlineData(">")]
    [InlineData("/")]
    [InlineData(">a//b")]
    [InlineData("?")]
    [InlineData("?/")]
    [InlineData("?//")]
    [InlineData("*")]
    [InlineData("?(")]
    [InlineData("?a/[b")]
    [InlineData("*(?<")]
    [InlineData("#")]
    [InlineData("#>a////")]
    [InlineData("##>a")]
    public void Parse_NotASelector_IsRefusedWithReason(string expression)
    {
        Action parse = () => TopicSelector.Parse(expression);

        parse.Should().ThrowExactly<FormatException>().Which.Message.Should().NotBeNullOrWhiteSpace();
    }

    [Fact]
    [Trait("Rule", "TOPIC-20")]
    public void IsPath_PathSelector_GivesNormalizedPath()
    {
        TopicSelector.Parse("/a/b/").IsPath(out string? path).Should().BeTrue();

        path.Should().Be("a/b");
    }

    [Theory]
    [InlineData("?a/b")]
    [InlineData("*a/b")]
    [InlineData("#>a////>b")]
    public void IsPath_OtherSelector_SaysNo(string expression) => TopicSelector.Parse(expression).IsPath(out _).Should().BeFalse();

    [Fact]
    public void Equals_SameExpression_IsEqual()
    {
        TopicSelector.Parse("a").Should().Be(TopicSelector.Parse(">a"));
        TopicSelector.Parse("a").GetHashCode().Should().Be(TopicSelector.Parse(">a").GetHashCode());
        TopicSelector.Parse("a").Should().NotBe(TopicSelector.Parse("?a"));
    }

    [Fact]
    public void Matches_CatastrophicPattern_EndsInBoundedTime()
    {
        // Each of these takes for ever in an engine that backtracks without a limit.
        string path = new('a', 40);
        foreach (string expression in (string[])["?(a+)+b", "?(a|aa)+b", "*(.*)*b", @"?(a+)+\1b"])
        {
            TopicSelector.Parse(expression).Matches(path).Should().BeFalse();
        }
    }

    private static void Matches(string expression, string path, bool expected)
    {
        TopicSelector.Parse(expression).Matches(path).Should().Be(expected, "{0} against {1}", expression, path);
        ReferenceSelector.Matches(expression, path).Should().Be(expected, "the reference matcher must agree with the literal");
    }
}
