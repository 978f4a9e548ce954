using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Tests.Sessions.Filters;

[Trait("Rule", "SEC-38")]
public sealed class SessionFilterTests
{
    private static readonly FilterSubject Bob = new(
        new Dictionary<string, string>
        {
            ["$Principal"] = "bob",
            ["room"] = "the lobby",
            ["Room"] = "attic",
            ["is"] = "odd",
            ["quoted"] = "it's \"so\" \\ here",
            ["empty"] = "",
        },
        ["CLIENT", "CHAT USER"]);

    [Theory]
    [InlineData("all", true)]
    [InlineData("ALL", true)]
    [InlineData("$Principal is 'bob'", true)]
    [InlineData("$Principal eq \"bob\"", true)]
    [InlineData("$Principal IS 'Bob'", false)]
    [InlineData("$principal is 'bob'", false)]
    [InlineData("Room is 'attic'", true)]
    [InlineData("$Principal ne 'bob'", false)]
    [InlineData("$Principal NE 'ann'", true)]
    [InlineData("missing ne 'ann'", true)]
    [InlineData("missing is ''", false)]
    [InlineData("empty is ''", true)]
    [InlineData("$Principal matches 'b.b'", true)]
    [InlineData("$Principal matches 'b'", false)]
    [InlineData("$Principal matches 'x|bob'", true)]
    [InlineData("missing matches '.*'", false)]
    [InlineData("$Principal in 'ann' 'bob'", true)]
    [InlineData("$Principal in 'ann', 'bob'", true)]
    [InlineData("$Principal in ('ann' 'bob')", true)]
    [InlineData("$Principal in ['ann', 'bob']", true)]
    [InlineData("$Principal in [ 'ann' ]", false)]
    [InlineData("has room", true)]
    [InlineData("HAS empty", true)]
    [InlineData("has $Missing", false)]
    [InlineData("hasRoles 'CLIENT'", true)]
    [InlineData("hasroles \"CLIENT\" \"CHAT USER\"", true)]
    [InlineData("hasRoles ['CLIENT', 'ADMINISTRATOR']", false)]
    [InlineData("not all", false)]
    [InlineData("not not all", true)]
    [InlineData("not(all)", false)]
    [InlineData("all or not all and not all", true)]
    [InlineData("(all or not all) and not all", false)]
    [InlineData("not all and all or all", true)]
    [InlineData("room is 'the lobby'and $Principal is'bob'", true)]
    [InlineData("room\tis\r\n'the lobby'", true)]
    [InlineData("is is 'odd'", true)]
    [InlineData("quoted is 'it\\'s \"so\" \\\\ here'", true)]
    [InlineData("quoted is \"it's \\\"so\\\" \\\\ here\"", true)]
    [InlineData("not is 'x' or has is", true)]
    public void Matches_Session_AsTheLanguageSays(string filter, bool expected) => SessionFilter.Parse(filter).Matches(Bob).Should().Be(expected);

    [Theory]
    [InlineData("", 1, 1, "The end")]
    [InlineData("   ", 1, 4, "the end")]
    [InlineData("room", 1, 5, "'room'")]
    [InlineData("room is", 1, 6, "'is'")]
    [InlineData("room is lobby", 1, 6, "'is'")]
    [InlineData("room like 'x'", 1, 6, "'like'")]
    [InlineData("room is 'lobby", 1, 9, "does not end")]
    [InlineData("room is 'lobby\\'", 1, 9, "does not end")]
    [InlineData("room is 'a' 'b'", 1, 13, "'and', 'or'")]
    [InlineData("all all", 1, 5, "'all'")]
    [InlineData("all and", 1, 8, "the end")]
    [InlineData("(all", 1, 5, "')'")]
    [InlineData("(all all)", 1, 6, "')'")]
    [InlineData("all)", 1, 4, "')'")]
    [InlineData("has 'room'", 1, 5, "quoted text")]
    [InlineData("hasRoles", 1, 9, "quoted text")]
    [InlineData("hasRoles ['a' 'b'", 1, 18, "']'")]
    [InlineData("hasRoles 'a',", 1, 14, "comma")]
    [InlineData("all and\n  room was 'x'", 2, 8, "'was'")]
    [InlineData("room matches '('", 1, 14, "regular expression")]
    [InlineData("room matches 'a)(b'", 1, 14, "regular expression")]
    [InlineData("room matches '(?=a)b'", 1, 14, "not supported")]
    [InlineData("room matches '(a)\\\\1'", 1, 14, "not supported")]
    public void Parse_NoFilter_SaysWhatIsWrongAndWhere(string filter, int line, int column, string words)
    {
        Action parse = () => SessionFilter.Parse(filter);

        SessionFilterException error = parse.Should().Throw<SessionFilterException>().Which;
        error.Message.Should().ContainEquivalentOf(words);
        (error.Line, error.Column).Should().Be((line, column));
    }

    [Fact]
    public void Parse_TooLong_IsRefused()
    {
        string filter = $"room is '{new string('x', SessionFilter.MaximumLength)}'";

        FluentActions.Invoking(() => SessionFilter.Parse(filter)).Should().Throw<SessionFilterException>().WithMessage("*at most*");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("not ", "")]
    public void Parse_TooDeep_IsRefused(string before, string after)
    {
        string Nest(int depth) => string.Concat(Enumerable.Repeat(before, depth)) + "all" + string.Concat(Enumerable.Repeat(after, depth));

        SessionFilter.Parse(Nest(SessionFilter.MaximumDepth - 1)).Should().NotBeNull();
        FluentActions.Invoking(() => SessionFilter.Parse(Nest(SessionFilter.MaximumDepth))).Should().Throw<SessionFilterException>().WithMessage("*nested*");
        FluentActions.Invoking(() => SessionFilter.Parse(Nest(10_000))).Should().Throw<SessionFilterException>().WithMessage("*nested*");
    }

    [Fact]
    public void Parse_ManyClauses_NeedNoDepth()
    {
        string filter = string.Join(" or ", Enumerable.Repeat("a is 'b'", 5_000));

        SessionFilter.Parse(filter).Matches(Bob).Should().BeFalse();
    }

    [Fact]
    public void Matches_PatternThatWouldBacktrack_IsQuick()
    {
        FilterSubject session = new(new Dictionary<string, string> { ["room"] = new string('a', 50_000) + "b" }, []);

        SessionFilter.Parse("room matches '(a+)+'").Matches(session).Should().BeFalse();
    }
}
