using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>MSG0002: a switch that tells room events apart and leaves out <c>Gap</c>.</summary>
/// <remarks>A default that does something covers it; one that only leaves, or gives a constant, does not.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GapAnalyzer() : LibraryAnalyzer(Rules.GapLeftOut)
{
    private protected override void Register(CompilationStartAnalysisContext context, MessagingTypes types)
    {
        context.RegisterOperationAction(operation => AnalyzeStatement(operation, types), OperationKind.Switch);
        context.RegisterOperationAction(operation => AnalyzeExpression(operation, types), OperationKind.SwitchExpression);
    }

    private static void AnalyzeStatement(OperationAnalysisContext context, MessagingTypes types)
    {
        ISwitchOperation statement = (ISwitchOperation)context.Operation;
        Analyze(
            context,
            types,
            statement.Value,
            statement.Cases.SelectMany(section => section.Clauses.Select(clause => ((clause as IPatternCaseClauseOperation)?.Pattern, DoesSomething(section.Body)))));
    }

    private static void AnalyzeExpression(OperationAnalysisContext context, MessagingTypes types)
    {
        ISwitchExpressionOperation expression = (ISwitchExpressionOperation)context.Operation;
        Analyze(
            context,
            types,
            expression.Value,
            expression.Arms.Select(arm => ((IPatternOperation?)arm.Pattern, !Operations.Core(arm.Value).ConstantValue.HasValue)));
    }

    private static void Analyze(
        OperationAnalysisContext context, MessagingTypes types, IOperation value, IEnumerable<(IPatternOperation? Pattern, bool DoesSomething)> cases)
    {
        if (!SymbolEqualityComparer.Default.Equals(Operations.Core(value).Type, types.RoomEvent))
        {
            return;
        }

        bool tellsApart = false;
        foreach ((IPatternOperation? pattern, bool doesSomething) in cases)
        {
            ITypeSymbol[] named = pattern is null ? [] : [.. Named(pattern)];
            if (named.Contains(types.Gap, SymbolEqualityComparer.Default))
            {
                return;
            }

            bool takesAll = named.All(type => SymbolEqualityComparer.Default.Equals(type, types.RoomEvent));
            if (takesAll && doesSomething)
            {
                return;
            }

            tellsApart |= !takesAll;
        }

        if (tellsApart)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.GapLeftOut, value.Syntax.GetLocation()));
        }
    }

    private static IEnumerable<ITypeSymbol> Named(IPatternOperation pattern) =>
        pattern.DescendantsAndSelf().Select(part => part switch
        {
            ITypePatternOperation type => type.MatchedType,
            IDeclarationPatternOperation { MatchesNull: false } declaration => declaration.MatchedType,
            IRecursivePatternOperation recursive => recursive.MatchedType,
            _ => null,
        }).OfType<ITypeSymbol>();

    private static bool DoesSomething(ImmutableArray<IOperation> body) =>
        body.Any(operation => operation is not (IBranchOperation or IEmptyOperation or IReturnOperation { ReturnedValue: null }));
}
