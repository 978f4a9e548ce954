using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Messaging.Analyzers;

/// <summary>MSG0002: adds the case, with an exception where the app's own answer belongs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GapCodeFix() : RuleCodeFix(Rules.GapLeftOutId)
{
    private const string Title = "Add a case for Gap";
    private const string Answer = "throw new global::System.NotImplementedException(\"Show that messages may be missing here, or read them from the history.\")";

    private protected override Replacement? Find(SyntaxNode reported, Diagnostic diagnostic)
    {
        for (SyntaxNode? around = reported; around is not null; around = around.Parent)
        {
            SyntaxNode? complete = around switch
            {
                SwitchStatementSyntax statement => Complete(statement),
                SwitchExpressionSyntax expression => Complete(expression),
                _ => null,
            };
            if (complete is not null)
            {
                return new Replacement(Title, around, complete.WithAdditionalAnnotations(Formatter.Annotation));
            }
        }

        return null;
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
