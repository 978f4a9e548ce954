using System.Text.RegularExpressions;

namespace Messaging.DiffusionWire.Tests.Documents;

public sealed partial class ProtocolRulesTests
{
    private readonly ProtocolRules _rules = ProtocolRules.Load();

    [Fact]
    public void Rules_AllDocuments_HaveUniqueIdsInOrder()
    {
        string[] ids = [.. _rules.Sections.Select(section => section.Id)];

        ids.Should().HaveCountGreaterThan(70).And.OnlyHaveUniqueItems();
        foreach (IGrouping<string, string> document in ids.GroupBy(id => id[..id.IndexOf('-', StringComparison.Ordinal)]))
        {
            // TOPIC is in the order of its chapters.
            if (document.Key != "TOPIC")
            {
                document.Should().BeInAscendingOrder(StringComparer.Ordinal);
            }
        }
    }

    [Fact]
    public void Rules_Each_NamesSourceAndConfidence() =>
        string.Join(' ', _rules.Sections.Where(section => !SourceLine().IsMatch(section.Text)).Select(section => section.Id)).Should().BeEmpty();

    [Fact]
    public void Documents_EveryIdInThem_IsARule() =>
        string.Join(' ', _rules.Documents.Values.SelectMany(ProtocolRules.IdsIn).Except(_rules.Sections.Select(section => section.Id))).Should().BeEmpty();

    [Fact]
    public void Source_EveryCitedId_IsARule() => Unknown(_rules.CitedInSource).Should().BeEmpty();

    [Fact]
    public void Tests_EveryCitedId_IsARule() => Unknown(_rules.CitedInTests).Should().BeEmpty();

    [Fact]
    public void Rules_Each_IsCitedByTestOrSaysWhyNot() =>
        string.Join(' ', _rules.Sections.Select(section => section.Id).Except(_rules.CitedInTests.Keys).Except(_rules.Uncited)).Should().BeEmpty(
            "a rule that no test holds stands in the table of docs/protocol/README.md with the reason");

    [Fact]
    public void UncitedRules_EachInTheTable_ReallyIsCitedByNoTest() =>
        string.Join(' ', _rules.Uncited.Intersect(_rules.CitedInTests.Keys)).Should().BeEmpty(
            "a row that has become untrue leaves the table of docs/protocol/README.md");

    private string Unknown(IReadOnlyDictionary<string, string> citations)
    {
        HashSet<string> known = [.. _rules.Sections.Select(section => section.Id)];
        return string.Join("; ", citations.Where(citation => !known.Contains(citation.Key)).Select(citation => $"{citation.Key} in {citation.Value}"));
    }

    [GeneratedRegex(@"^Source: (?:(?:SDK|captures|docs)(?:, (?:SDK|captures|docs))*|none)\. Confidence: (?:confirmed|inferred|unknown)\b.*\.$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex SourceLine();
}
