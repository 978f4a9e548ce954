using CsCheck;
using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Tests.Sessions.Filters;

[Trait("Rule", "SEC-38")]
public sealed class SessionFilterProperties
{
    private static readonly string[] Keys = ["a", "$Roles", "has", "not", "all", "is", "in", "é,[", "b"];
    private static readonly string[] Values = ["", "x", "it's", "\"", "\\", "a and b", ")", "\n", "名前"];

    private static readonly Gen<string> Key = Gen.Int[0, Keys.Length - 1].Select(i => Keys[i]);
    private static readonly Gen<string> Value = Gen.Int[0, Values.Length - 1].Select(i => Values[i]);

    private static readonly Gen<FilterSubject> Sessions = Gen.Select(
        Gen.Dictionary(Key, Value)[0, 6],
        Value.Array[0, 4],
        (properties, roles) => new FilterSubject(properties, roles));

    private static readonly Gen<Sentence> Clauses = Gen.Select(Gen.Int[0, 6], Key, Value.Array[1, 3], Gen.Char["'\""], Clause);

    [Fact]
    public void Matches_AnyFilter_MeansWhatItSays() => Gen.Select(Sentences(depth: 4), Sessions).Sample((filter, session) =>
        SessionFilter.Parse(filter.Text).Matches(session).Should().Be(filter.Meaning(session), "that is what {0} says", filter.Text));

    [Fact]
    public void Parse_AnyText_IsAFilterOrAnErrorInsideOfIt()
    {
        string[] words = ["and", "or", "not", "has", "hasRoles", "is", "matches", "in", "(", ")", "[", "]", ",", "'", "\"", "\\", "'x'", "a", "\n", "(?"];
        Gen<string> parts = Gen.Frequency((5, Gen.Int[0, words.Length - 1].Select(i => words[i])), (1, Gen.String[0, 3]));

        parts.Array[0, 20].Select(texts => string.Join(' ', texts)).Sample(text =>
        {
            try
            {
                SessionFilter.Parse(text).Matches(new FilterSubject(new Dictionary<string, string>(), []));
            }
            catch (SessionFilterException e)
            {
                string[] lines = text.Split('\n');
                e.Line.Should().BeInRange(1, lines.Length);
                e.Column.Should().BeInRange(1, lines[e.Line - 1].Length + 1);
            }
        });
    }

    private static Gen<Sentence> Sentences(int depth)
    {
        if (depth == 0)
        {
            return Clauses;
        }

        Gen<Sentence> inner = Sentences(depth - 1);
        Gen<Sentence> joined = Gen.Select(inner, inner, Gen.Bool, Join);
        Gen<Sentence> negated = inner.Select(operand => new Sentence($"nOt ({operand.Text})", session => !operand.Meaning(session)));
        return Gen.Int[0, 3].SelectMany(kind => kind switch { 0 => joined, 1 => negated, _ => Clauses });
    }

    private static Sentence Join(Sentence left, Sentence right, bool isAnd) => isAnd
        ? new($"({left.Text}) AND ({right.Text})", session => left.Meaning(session) && right.Meaning(session))
        : new($"{left.Text} or {right.Text}", session => left.Meaning(session) || right.Meaning(session));

    private static Sentence Clause(int kind, string key, string[] values, char quote)
    {
        string Quote(string value) => $"{quote}{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(quote.ToString(), $"\\{quote}", StringComparison.Ordinal)}{quote}";
        string first = Quote(values[0]);
        string list = string.Join(kind == 4 ? ", " : " ", values.Select(Quote));
        return kind switch
        {
            0 => new($"{key} is {first}", session => session.Properties.Contains(new(key, values[0]))),
            1 => new($"{key} NE {first}", session => !session.Properties.Contains(new(key, values[0]))),
            2 => new($"has {key}", session => session.Properties.Keys.Contains(key)),
            3 => new($"{key} in {list}", session => values.Any(value => session.Properties.Contains(new(key, value)))),
            4 => new($"{key} in ({list})", session => values.Any(value => session.Properties.Contains(new(key, value)))),
            5 => new($"hasRoles [{list}]", session => values.All(session.Roles.Contains)),
            _ => new("all", _ => true),
        };
    }

    /// <summary>A filter as text, and what it means, said in another way.</summary>
    private sealed record Sentence(string Text, Func<FilterSubject, bool> Meaning);
}
