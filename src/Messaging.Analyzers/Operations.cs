using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Messaging.Analyzers;

/// <summary>Looks through what surrounds an operation without changing its meaning here.</summary>
internal static class Operations
{
    /// <summary>What is inside of conversions, <c>await</c>, parentheses, <c>ConfigureAwait</c> and <c>AsTask</c>.</summary>
    public static IOperation Core(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IAwaitOperation awaited:
                    operation = awaited.Operation;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } instance }:
                    operation = instance;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The closest operation around that is more than a conversion, and what of it leads back here.</summary>
    public static (IOperation? Parent, IOperation Child) Surrounding(IOperation operation)
    {
        IOperation child = operation;
        IOperation? parent = operation.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            child = parent;
            parent = parent.Parent;
        }

        return (parent, child);
    }

    public static bool IsConstantText(IOperation operation, out string text)
    {
        text = Core(operation) is { ConstantValue: { HasValue: true, Value: string value } } ? value : "";
        return text.Length > 0;
    }
}
