using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Messaging.Analyzers;

/// <summary>MSG0005: awaits what the code blocks on, where it may. A wait with a time limit has no such simple successor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BlockingCodeFix() : RuleCodeFix(Rules.BlockingId)
{
    private protected override Replacement? Find(SyntaxNode reported, Diagnostic diagnostic) =>
        reported is ExpressionSyntax blocking && AsyncCode.MayAwait(blocking) && FindAwaitable(blocking) is { } awaited
            ? new Replacement("Await instead", blocking, AsyncCode.Await(awaited, blocking))
            : null;

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
}
