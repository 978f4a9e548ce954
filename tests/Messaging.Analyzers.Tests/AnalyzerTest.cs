using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Messaging.Analyzers.Tests;

/// <summary>Runs one analyzer and its fix over a source, in which <c>[|</c> and <c>|]</c> mark what it has to report.</summary>
public abstract partial class AnalyzerTest
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Messaging;

        """;

    private static readonly IReadOnlyList<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private protected abstract DiagnosticAnalyzer Analyzer { get; }

    private protected abstract CodeFixProvider Fix { get; }

    /// <summary>Checks that exactly the marked places are reported.</summary>
    private protected async Task<ImmutableArray<Diagnostic>> ReportsAsync(string marked)
    {
        (string source, TextSpan[] spans) = Parse(marked);
        Compilation compilation = (await CreateDocument(source).Project.GetCompilationAsync())!;
        ImmutableArray<Diagnostic> diagnostics = await DiagnoseAsync(compilation);

        diagnostics.Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length))
            .Should().Equal(spans.Select(span => source.Substring(span.Start, span.Length)));
        diagnostics.Select(diagnostic => diagnostic.Location.SourceSpan).Should().Equal(spans);
        return diagnostics;
    }

    /// <summary>Checks what the fix makes of the first place that is reported, and that the result compiles and is not reported any more.</summary>
    private protected async Task FixesAsync(string source, string expected)
    {
        Document document = CreateDocument(Usings + source);
        List<CodeAction> actions = await FindFixesAsync(document);
        actions.Should().ContainSingle();

        ImmutableArray<CodeActionOperation> operations = await actions[0].GetOperationsAsync(CancellationToken.None);
        Document changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;

        (await changed.GetTextAsync()).ToString().Should().Be(Usings + expected);
        Compilation compilation = (await changed.Project.GetCompilationAsync())!;
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        (await DiagnoseAsync(compilation)).Should().BeEmpty();
    }

    /// <summary>Checks that there is something to report, and that no fix is offered for it.</summary>
    private protected async Task HasNoFixAsync(string source) => (await FindFixesAsync(CreateDocument(Usings + source))).Should().BeEmpty();

    private async Task<List<CodeAction>> FindFixesAsync(Document document)
    {
        ImmutableArray<Diagnostic> diagnostics = await DiagnoseAsync((await document.Project.GetCompilationAsync())!);
        diagnostics.Should().NotBeEmpty();
        List<CodeAction> actions = [];
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    private async Task<ImmutableArray<Diagnostic>> DiagnoseAsync(Compilation compilation)
    {
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty("the example has to compile");
        CompilationWithAnalyzers run = compilation.WithAnalyzers(
            [Analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), OnException, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> found = await run.GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    private static void OnException(Exception exception, DiagnosticAnalyzer analyzer, Diagnostic diagnostic) =>
        throw new InvalidOperationException($"{analyzer} failed: {exception}", exception);

    private static Document CreateDocument(string source)
    {
        AdhocWorkspace workspace = new();
        Project project = workspace.CurrentSolution.AddProject("Example", "Example", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .AddMetadataReferences(References);
        return project.AddDocument("Program.cs", SourceText.From(source));
    }

    private static (string Source, TextSpan[] Spans) Parse(string marked)
    {
        List<TextSpan> spans = [];
        string rest = Usings + marked;
        while (Marker().Match(rest) is { Success: true } match)
        {
            spans.Add(new TextSpan(match.Index, match.Groups[1].Length));
            rest = rest.Remove(match.Index, match.Length).Insert(match.Index, match.Groups[1].Value);
        }

        return (rest, [.. spans]);
    }

    [GeneratedRegex(@"\[\|(.*?)\|\]", RegexOptions.Singleline)]
    private static partial Regex Marker();
}
