using CsCheck;
using Messaging.DiffusionWire.Tests.Values;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Properties;

[Trait("Rule", "TOPIC-24")]
public sealed class TopicSelectorProperties
{
    private static readonly Gen<string> Path = Gen.OneOf("a", "b", "ab", "c d", "é").Array[1, 4].Select(segments => string.Join('/', segments));

    private static readonly Gen<string> Segment = Gen.OneOf("a", "b", "ab", ".*", ".", "[ab]+", "a|b", "(a|b)b?", "a?b", "é", @"c\sd", "(?i)A", "[^a]", "");

    private static readonly Gen<string> Qualifier = Gen.OneOf("", "/", "//");

    private static readonly Gen<string> Single = Gen.Frequency(
        (2, Path.Select(path => $">{path}")),
        (1, Path),
        (4, Gen.Select(Segment.Where(segment => segment.Length > 0).Array[1, 4], Qualifier, (segments, qualifier) => $"?{string.Join('/', segments)}{qualifier}")),
        (4, Gen.Select(Segment.Where(segment => segment.Length > 0).Array[1, 3], Gen.OneOf("/", ".*", ""), Qualifier, (parts, joint, qualifier) => $"*{string.Join(joint, parts)}{qualifier}")));

    [Fact]
    public void Matches_AnySelectorAndPath_AgreesWithReference() =>
        Gen.Select(Single, Path).Sample((expression, path) => TopicSelector.Parse(expression).Matches(path) == ReferenceSelector.Matches(expression, path), iter: 1500);

    [Fact]
    public void Matches_AnySet_AgreesWithReferenceAndMembers() => Gen.Select(Single.Array[2, 4], Path).Sample(
        (members, path) =>
        {
            TopicSelector set = TopicSelector.AnyOf(members);
            bool expected = members.Any(member => ReferenceSelector.Matches(member, path));
            return set.Matches(path) == expected && ReferenceSelector.Matches(set.Expression, path) == expected;
        },
        iter: 500);

    [Fact]
    public void Parse_ItsOwnExpression_IsTheSameSelector() =>
        Single.Sample(expression => TopicSelector.Parse(TopicSelector.Parse(expression).Expression).Equals(TopicSelector.Parse(expression)), iter: 300);

    [Fact]
    public void IsPath_SaysYes_ExactlyForWhatSelectsThatPathAlone() => Gen.Select(Path, Path).Sample(
        (selected, other) => TopicSelector.Parse(selected).IsPath(out string? path) && path == selected && TopicSelector.Parse(selected).Matches(other) == (selected == other),
        iter: 300);
}
