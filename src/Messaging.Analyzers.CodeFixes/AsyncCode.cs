using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Messaging.Analyzers;

/// <summary>Whether <c>await</c> may stand somewhere, and what it looks like there.</summary>
internal static class AsyncCode
{
    /// <summary>Whether the code around is asynchronous already: these fixes do not change what a method returns.</summary>
    public static bool MayAwait(SyntaxNode node)
    {
        foreach (SyntaxNode outer in node.Ancestors())
        {
            switch (outer)
            {
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword);
                case LocalFunctionStatementSyntax function:
                    return function.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case BaseMethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case LockStatementSyntax or AccessorDeclarationSyntax or BaseTypeDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Awaits an expression, in parentheses where something follows it.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax awaited, ExpressionSyntax replaced)
    {
        AwaitExpressionSyntax expression = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), awaited.WithoutTrivia());
        ExpressionSyntax result = replaced.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ConditionalAccessExpressionSyntax or InvocationExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(expression)
            : expression;
        return result.WithTriviaFrom(replaced);
    }
}
