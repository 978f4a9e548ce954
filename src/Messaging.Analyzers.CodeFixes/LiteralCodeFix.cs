using System;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Messaging.Analyzers;

/// <summary>MSG0003 takes the password from the environment instead of the source; MSG0004 encrypts.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LiteralCodeFix() : RuleCodeFix(Rules.LiteralPasswordId, Rules.UnencryptedId)
{
    private const string FromEnvironment = "global::System.Environment.GetEnvironmentVariable(\"MESSAGING_PASSWORD\")";

    private protected override Replacement? Find(SyntaxNode reported, Diagnostic diagnostic)
    {
        if (diagnostic.Id == Rules.LiteralPasswordId)
        {
            // A parameter takes no null, an option does.
            string instead = reported.Parent is ArgumentSyntax ? FromEnvironment + "!" : FromEnvironment;
            return Replace("Take it from the environment variable MESSAGING_PASSWORD", instead);
        }

        string text = reported is LiteralExpressionSyntax literal ? literal.Token.Text : "";
        int scheme = text.IndexOf("ws:", StringComparison.OrdinalIgnoreCase);
        return scheme < 0 ? null : Replace("Use wss://", text.Insert(scheme + 1, "s"));

        Replacement Replace(string title, string expression) =>
            new(title, reported, SyntaxFactory.ParseExpression(expression).WithTriviaFrom(reported));
    }
}
