using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

/// <summary>docs/analyzers.md lists the rules as they are.</summary>
public sealed class RuleTableTests
{
    private static readonly DiagnosticDescriptor[] Descriptors =
        [.. typeof(Rules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<DiagnosticDescriptor>()];

    [Fact]
    public async Task Table_ListsEachRule()
    {
        string[] lines = await File.ReadAllLinesAsync(RepositoryRoot.Combine("docs/analyzers.md"), TestContext.Current.CancellationToken);

        string[] rows = [.. lines.Where(line => line.StartsWith("| `MSG", StringComparison.Ordinal)).Select(line => string.Join('|', line.Split('|')[1..4]))];
        rows.Should().Equal(Descriptors.Select(rule => $" `{rule.Id}` | {rule.Category} | {rule.Title} "));
        foreach (DiagnosticDescriptor rule in Descriptors)
        {
            string title = rule.Title.ToString(CultureInfo.InvariantCulture);
            lines.Should().Contain($"## {rule.Id}: {char.ToLowerInvariant(title[0])}{title[1..]}");
        }
    }

    [Fact]
    public void Rules_EachHaveAnAnalyzerAndAFix()
    {
        string[] ids = [.. Descriptors.Select(rule => rule.Id)];

        Instances<DiagnosticAnalyzer>(typeof(Rules)).SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).Should().BeEquivalentTo(ids);
        Instances<CodeFixProvider>(typeof(DisposalCodeFix)).SelectMany(fix => fix.FixableDiagnosticIds).Should().BeEquivalentTo(ids);
    }

    private static IEnumerable<T> Instances<T>(Type neighbour) =>
        neighbour.Assembly.GetTypes().Where(type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).Select(type => (T)Activator.CreateInstance(type)!);
}
