using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Messaging.Analyzers;

/// <summary>MSG0005: awaits what the code blocks on, where it may. A wait with a time limit has no such simple successor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BlockingCodeFix : CodeFixProvider
{
    private const string Title = "Await instead";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.BlockingId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax blocking
            && AsyncCode.MayAwait(blocking)
            && FindAwaitable(blocking) is { } awaited)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, token => FixAsync(context.Document, blocking, awaited, token), Title), diagnostic);
        }
    }

    private static ExpressionSyntax? FindAwaitable(ExpressionSyntax blocking) => blocking switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Result" } result => result.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Wait" } wait } => wait.Expression,
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax
            {
                Name.Identifier.Text: "GetResult",
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter },
            },
        } => awaiter.Expression,
        InvocationExpressionSyntax { ArgumentList: var arguments, Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Sleep" } } =>
            SyntaxFactory.InvocationExpression(SyntaxFactory.ParseExpression("global::System.Threading.Tasks.Task.Delay"), arguments),
        _ => null,
    };

    private static async Task<Document> FixAsync(
        Document document, ExpressionSyntax blocking, ExpressionSyntax awaited, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(blocking, AsyncCode.Await(awaited, blocking)));
    }
}
