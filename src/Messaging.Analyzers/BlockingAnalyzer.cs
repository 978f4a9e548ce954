using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>
/// MSG0005: blocking on a call of the library, and any blocking while its events are read (in an <c>await foreach</c> over something of
/// the library) or while it waits for a password (in a password provider).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingAnalyzer() : LibraryAnalyzer(Rules.Blocking)
{
    private protected override void Register(CompilationStartAnalysisContext context, MessagingTypes types) =>
        context.RegisterOperationAction(operation => Analyze(operation, types), OperationKind.Invocation, OperationKind.PropertyReference);

    private static void Analyze(OperationAnalysisContext context, MessagingTypes types)
    {
        if (FindBlocking(context.Operation, out string shown, out IOperation? task) is false)
        {
            return;
        }

        string? where = task is not null && Operations.Core(task) is IInvocationOperation call && IsOfTheLibrary(call, types)
            ? "until the server answers"
            : FindPlace(context.Operation, types);
        if (where is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Blocking, context.Operation.Syntax.GetLocation(), shown, where));
        }
    }

    // The task is null for what blocks without one.
    private static bool FindBlocking(IOperation operation, out string shown, out IOperation? task)
    {
        (shown, task) = operation switch
        {
            IPropertyReferenceOperation { Property.Name: "Result", Instance: { } instance } when IsTask(instance.Type) => ("Result", instance),
            IInvocationOperation { TargetMethod.Name: "Wait", Instance: { } instance } when IsTask(instance.Type) => ("Wait", instance),
            IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } instance } }
                => ("GetResult", instance),
            IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType.Name: "Thread" } } => ("Thread.Sleep", null),
            _ => ("", (IOperation?)null),
        };
        return shown.Length > 0;
    }

    // DisposeAsync of a client or a room is declared elsewhere.
    private static bool IsOfTheLibrary(IInvocationOperation call, MessagingTypes types) =>
        types.Declares(call.TargetMethod) || types.IsClient(call.Instance?.Type) || types.IsRoom(call.Instance?.Type);

    private static bool IsTask(ITypeSymbol? type) =>
        type is { Name: "Task" or "ValueTask" } && type.ContainingNamespace?.ToDisplayString() == "System.Threading.Tasks";

    private static string? FindPlace(IOperation operation, MessagingTypes types)
    {
        for (IOperation inner = operation; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IForEachLoopOperation { IsAsynchronous: true } loop when loop.Body == inner && ReadsFrom(loop.Collection, types):
                    return "that reads what happens";
                case IAnonymousFunctionOperation function:
                    return IsPasswordProvider(function, types) ? "while the client waits for the password" : null;
                case ILocalFunctionOperation:
                    return null;
            }
        }

        return null;
    }

    private static bool ReadsFrom(IOperation collection, MessagingTypes types)
    {
        IOperation core = Operations.Core(collection);

        // WithCancellation and ConfigureAwait are extension methods around the sequence.
        while (core is IInvocationOperation { Instance: null, Arguments: { Length: > 0 } arguments, TargetMethod.IsExtensionMethod: true })
        {
            core = Operations.Core(arguments[0].Value);
        }

        return core.Type is INamedTypeSymbol { Name: "IAsyncEnumerable" } sequence && sequence.TypeArguments.Any(types.Declares);
    }

    private static bool IsPasswordProvider(IAnonymousFunctionOperation function, MessagingTypes types)
    {
        IOperation? outer = function.Parent;
        while (outer is IConversionOperation or IDelegateCreationOperation)
        {
            outer = outer.Parent;
        }

        return outer switch
        {
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } => types.IsOption(target.Property, "PasswordProvider"),
            IArgumentOperation { Parameter: { Name: "passwordProvider" } parameter } => types.Declares(parameter),
            _ => false,
        };
    }
}
