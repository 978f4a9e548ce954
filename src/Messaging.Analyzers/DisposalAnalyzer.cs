using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>MSG0001: what this code made, a client or a room, and neither disposes nor gives to anybody who might.</summary>
/// <remarks>
/// What came from elsewhere (a parameter, dependency injection) is its owner's to dispose. A room of a client that the same method
/// disposes ends with it, so it is not reported.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DisposalAnalyzer() : LibraryAnalyzer(Rules.NotDisposed)
{
    private const string ClientAdvice = "its connection and its session stay open";
    private const string RoomAdvice = "its subscription stays, and messages keep coming in";

    private protected override void Register(CompilationStartAnalysisContext context, MessagingTypes types) =>
        context.RegisterSymbolStartAction(type => AnalyzeType(type, types), SymbolKind.NamedType);

    private static void AnalyzeType(SymbolStartAnalysisContext context, MessagingTypes types)
    {
        ConcurrentDictionary<ISymbol, Holder> holders = new(SymbolEqualityComparer.Default);
        context.RegisterOperationAction(operation => OnCreated((IInvocationOperation)operation.Operation, operation, types, holders), OperationKind.Invocation);
        context.RegisterOperationAction(
            operation =>
            {
                ISymbol symbol = operation.Operation is ILocalReferenceOperation local
                    ? local.Local
                    : ((IFieldReferenceOperation)operation.Operation).Field;
                if (types.IsClient(operation.Operation.Type) || types.IsRoom(operation.Operation.Type))
                {
                    OnUsed(operation.Operation, holders.GetOrAdd(symbol, static _ => new Holder()));
                }
            },
            OperationKind.LocalReference,
            OperationKind.FieldReference);
        context.RegisterSymbolEndAction(end =>
        {
            foreach (Holder holder in holders.Values)
            {
                if (holder.Creation is { } creation && !holder.IsTakenCareOf && !(holder.Source is { } source && IsTakenCareOf(source, holders)))
                {
                    end.ReportDiagnostic(creation);
                }
            }
        });
    }

    private static bool IsTakenCareOf(ISymbol symbol, ConcurrentDictionary<ISymbol, Holder> holders) =>
        symbol is ILocalSymbol && holders.TryGetValue(symbol, out Holder? holder) && holder.IsTakenCareOf;

    // A call that makes a client or a room, and what becomes of its result.
    private static void OnCreated(
        IInvocationOperation call, OperationAnalysisContext context, MessagingTypes types, ConcurrentDictionary<ISymbol, Holder> holders)
    {
        if (!types.Declares(call.TargetMethod) || call.TargetMethod.Name is not ("Create" or "JoinAsync"))
        {
            return;
        }

        ITypeSymbol made = call.Type is INamedTypeSymbol { Name: "Task", TypeArguments.Length: 1 } task ? task.TypeArguments[0] : call.Type!;
        bool isClient = types.IsClient(made);
        if (!isClient && !types.IsRoom(made))
        {
            return;
        }

        IOperation result = call;
        while (result.Parent is IConversionOperation or IAwaitOperation or IParenthesizedOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
        {
            result = result.Parent;
        }

        switch (result.Parent)
        {
            case IExpressionStatementOperation:
            case ISimpleAssignmentOperation { Target: IDiscardOperation }:
                context.ReportDiagnostic(Describe(call, isClient ? "A client" : "A room", isClient));
                break;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                Hold(declarator.Symbol, IsUsing(declarator));
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local }:
                Hold(local.Local, false);
                break;
            case ISimpleAssignmentOperation { Target: IFieldReferenceOperation field } when InThisType(field.Field):
                Hold(field.Field, false);
                break;
        }

        void Hold(ISymbol symbol, bool isUsing)
        {
            Holder holder = holders.GetOrAdd(symbol, static _ => new Holder());
            holder.Creation = Describe(call, $"'{symbol.Name}'", isClient, symbol is ILocalSymbol);
            holder.Source = isClient || call.Instance is null ? null : (Operations.Core(call.Instance) as ILocalReferenceOperation)?.Local;
            if (isUsing)
            {
                holder.TakeCare();
            }
        }

        bool InThisType(IFieldSymbol field) => SymbolEqualityComparer.Default.Equals(field.ContainingType, context.ContainingSymbol.ContainingType);
    }

    private static Diagnostic Describe(IInvocationOperation call, string name, bool isClient, bool isLocal = false) =>
        Diagnostic.Create(
            Rules.NotDisposed,
            call.Syntax.GetLocation(),
            isLocal ? ImmutableDictionary<string, string?>.Empty.Add("Local", "true") : null,
            name,
            isClient ? ClientAdvice : RoomAdvice);

    private static bool IsUsing(IOperation declarator)
    {
        for (IOperation? outer = declarator.Parent; outer is not (null or IBlockOperation); outer = outer.Parent)
        {
            if (outer is IUsingDeclarationOperation or IUsingOperation)
            {
                return true;
            }
        }

        return false;
    }

    // A use that is only a call of a member leaves the care to this code, unless it is the member that disposes. Any other use may hand it over.
    private static void OnUsed(IOperation reference, Holder holder)
    {
        (IOperation? parent, IOperation child) = Operations.Surrounding(reference);
        bool leavesTheCare = parent switch
        {
            IInvocationOperation call => call.Instance == child && call.TargetMethod.Name is not ("DisposeAsync" or "Dispose" or "LeaveAsync"),
            IPropertyReferenceOperation property => property.Instance == child,
            ISimpleAssignmentOperation assignment => assignment.Target == child,
            IIsPatternOperation match => !match.Pattern.DescendantsAndSelf().Any(Declares),
            IBinaryOperation or INameOfOperation => true,
            IConditionalAccessOperation access => access.Operation == child && !Disposes(access),
            _ => false,
        };
        if (!leavesTheCare)
        {
            holder.TakeCare();
        }
    }

    // A pattern that gives the value another name: that name may be the one that is disposed.
    private static bool Declares(IOperation pattern) =>
        pattern is IRecursivePatternOperation { DeclaredSymbol: not null } or IDeclarationPatternOperation { DeclaredSymbol: not null };

    private static bool Disposes(IConditionalAccessOperation access) =>
        access.WhenNotNull is IInvocationOperation { TargetMethod.Name: "DisposeAsync" or "Dispose" or "LeaveAsync" };

    /// <summary>What is known of a local variable or a field. Filled by actions that may run side by side.</summary>
    private sealed class Holder
    {
        private volatile bool _isTakenCareOf;

        public Diagnostic? Creation { get; set; }

        /// <summary>For a room: the variable of its client.</summary>
        public ISymbol? Source { get; set; }

        public bool IsTakenCareOf => _isTakenCareOf;

        public void TakeCare() => _isTakenCareOf = true;
    }
}
