using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>MSG0003: a constant that is given to the library as a password.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PasswordAnalyzer() : LibraryAnalyzer(Rules.LiteralPassword)
{
    private protected override void Register(CompilationStartAnalysisContext context, MessagingTypes types)
    {
        context.RegisterOperationAction(operation => AnalyzeAssignment(operation, types), OperationKind.SimpleAssignment);
        context.RegisterOperationAction(operation => AnalyzeArgument(operation, types), OperationKind.Argument);
    }

    private static void AnalyzeAssignment(OperationAnalysisContext context, MessagingTypes types)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IPropertyReferenceOperation target && types.IsOption(target.Property, "Password"))
        {
            Check(context, assignment.Value);
        }
    }

    private static void AnalyzeArgument(OperationAnalysisContext context, MessagingTypes types)
    {
        IArgumentOperation argument = (IArgumentOperation)context.Operation;
        if (argument.Parameter is { Name: "password" } parameter && types.Declares(parameter))
        {
            Check(context, argument.Value);
        }
    }

    private static void Check(OperationAnalysisContext context, IOperation value)
    {
        if (Operations.IsConstantText(value, out _))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.LiteralPassword, value.Syntax.GetLocation()));
        }
    }
}
