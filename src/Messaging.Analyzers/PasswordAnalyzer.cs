using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>MSG0003: a constant that is given to the library as a password.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PasswordAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.LiteralPassword);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (MessagingTypes.Find(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => AnalyzeAssignment(operation, types), OperationKind.SimpleAssignment);
                start.RegisterOperationAction(operation => AnalyzeArgument(operation, types), OperationKind.Argument);
            }
        });
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
