using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Messaging.Analyzers;

/// <summary>MSG0001: makes the declaration of a local variable an <c>await using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class DisposalCodeFix() : RuleCodeFix(Rules.NotDisposedId)
{
    private protected override Replacement? Find(SyntaxNode reported, Diagnostic diagnostic) =>
        reported.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } declaration
        && diagnostic.Properties.ContainsKey("Local")
        && AsyncCode.MayAwait(declaration)
            ? new Replacement("Dispose it with 'await using'", declaration, Disposing(declaration))
            : null;

    private static LocalDeclarationStatementSyntax Disposing(LocalDeclarationStatementSyntax declaration) => declaration
        .WithoutLeadingTrivia()
        .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space))
        .WithUsingKeyword(SyntaxFactory.Token(SyntaxKind.UsingKeyword).WithTrailingTrivia(SyntaxFactory.Space))
        .WithLeadingTrivia(declaration.GetLeadingTrivia());
}
