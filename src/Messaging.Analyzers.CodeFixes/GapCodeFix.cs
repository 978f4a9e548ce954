using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Messaging.Analyzers;

/// <summary>MSG0002: adds the case, with an exception where the app's own answer belongs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GapCodeFix : CodeFixProvider
{
    private const string Title = "Add a case for Gap";
    private const string Answer = "throw new global::System.NotImplementedException(\"Show that messages may be missing here, or read them from the history.\")";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.GapLeftOutId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        SyntaxNode? around = root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        while (around is not (null or SwitchStatementSyntax or SwitchExpressionSyntax))
        {
            around = around.Parent;
        }

        if (around is not null)
        {
            context.RegisterCodeFix(CodeAction.Create(Title, token => FixAsync(context.Document, around, token), Title), diagnostic);
        }
    }

    private static async Task<Document> FixAsync(Document document, SyntaxNode node, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        SyntaxNode complete = node is SwitchStatementSyntax statement ? Complete(statement) : Complete((SwitchExpressionSyntax)node);
        return document.WithSyntaxRoot(root.ReplaceNode(node, complete.WithAdditionalAnnotations(Formatter.Annotation)));
    }

    private static SwitchStatementSyntax Complete(SwitchStatementSyntax statement)
    {
        SwitchSectionSyntax section = SyntaxFactory.SwitchSection(
            SyntaxFactory.SingletonList<SwitchLabelSyntax>(
                SyntaxFactory.CasePatternSwitchLabel(
                    SyntaxFactory.ConstantPattern(SyntaxFactory.ParseTypeName("global::Messaging.Gap")).WithLeadingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.Token(SyntaxKind.ColonToken))),
            SyntaxFactory.SingletonList(SyntaxFactory.ParseStatement(Answer + ";")));
        return statement.WithSections(statement.Sections.Insert(0, section));
    }

    private static SwitchExpressionSyntax Complete(SwitchExpressionSyntax expression)
    {
        SwitchExpressionArmSyntax arm = SyntaxFactory.SwitchExpressionArm(
            SyntaxFactory.ConstantPattern(SyntaxFactory.ParseTypeName("global::Messaging.Gap")), SyntaxFactory.ParseExpression(Answer));
        return expression.WithArms(expression.Arms.Insert(0, arm));
    }
}
