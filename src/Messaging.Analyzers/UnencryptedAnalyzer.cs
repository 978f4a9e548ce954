using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>MSG0004: <c>MessagingOptions.Url</c> is a constant of the scheme ws, and its host is not this machine.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnencryptedAnalyzer() : LibraryAnalyzer(Rules.Unencrypted)
{
    private protected override void Register(CompilationStartAnalysisContext context, MessagingTypes types) =>
        context.RegisterOperationAction(operation => Analyze(operation, types), OperationKind.SimpleAssignment);

    private static void Analyze(OperationAnalysisContext context, MessagingTypes types)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation target
            && types.IsOption(target.Property, "Url")
            && Operations.Core(assignment.Value) is IObjectCreationOperation { Arguments: { Length: > 0 } arguments }
            && Operations.IsConstantText(arguments[0].Value, out string text)
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
            && string.Equals(url.Scheme, "ws", StringComparison.OrdinalIgnoreCase)
            && !url.IsLoopback)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Unencrypted, arguments[0].Value.Syntax.GetLocation(), url.Host));
        }
    }
}
