using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Messaging.Analyzers;

/// <summary>A fix that puts one node in another's place.</summary>
public abstract class RuleCodeFix : CodeFixProvider
{
    private protected RuleCodeFix(params string[] ids) => FixableDiagnosticIds = ImmutableArray.Create(ids);

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is { } reported
            && Find(reported, diagnostic) is { } fix)
        {
            Document fixedDocument = context.Document.WithSyntaxRoot(root.ReplaceNode(fix.Node, fix.Instead));
            context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(fixedDocument), fix.Title), diagnostic);
        }
    }

    /// <summary>What to put in the place of what; <see langword="null"/> where there is no fix.</summary>
    private protected abstract Replacement? Find(SyntaxNode reported, Diagnostic diagnostic);

    private protected sealed class Replacement(string title, SyntaxNode node, SyntaxNode instead)
    {
        public string Title => title;

        public SyntaxNode Node => node;

        public SyntaxNode Instead => instead;
    }
}
