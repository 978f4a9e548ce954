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

/// <summary>MSG0003 takes the password from the environment instead of the source; MSG0004 encrypts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LiteralCodeFix : CodeFixProvider
{
    private const string PasswordTitle = "Take it from the environment variable MESSAGING_PASSWORD";
    private const string EncryptTitle = "Use wss://";
    private const string FromEnvironment = "global::System.Environment.GetEnvironmentVariable(\"MESSAGING_PASSWORD\")";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.LiteralPasswordId, Rules.UnencryptedId);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Diagnostic diagnostic = context.Diagnostics[0];
        if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax found)
        {
            return;
        }

        if (diagnostic.Id == Rules.LiteralPasswordId)
        {
            // A parameter takes no null, an option does.
            string instead = found.Parent is ArgumentSyntax ? FromEnvironment + "!" : FromEnvironment;
            Register(PasswordTitle, SyntaxFactory.ParseExpression(instead));
        }
        else if (found is LiteralExpressionSyntax literal)
        {
            string text = literal.Token.Text;
            int scheme = text.IndexOf("ws:", System.StringComparison.OrdinalIgnoreCase);
            if (scheme >= 0)
            {
                Register(EncryptTitle, SyntaxFactory.ParseExpression(text.Insert(scheme + 1, "s")));
            }
        }

        void Register(string title, ExpressionSyntax expression) =>
            context.RegisterCodeFix(
                CodeAction.Create(title, token => ReplaceAsync(context.Document, found, expression, token), title), diagnostic);
    }

    private static async Task<Document> ReplaceAsync(Document document, ExpressionSyntax found, ExpressionSyntax instead, CancellationToken cancellationToken)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        return document.WithSyntaxRoot(root.ReplaceNode(found, instead.WithTriviaFrom(found)));
    }
}
