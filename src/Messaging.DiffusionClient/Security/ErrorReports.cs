using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Types;

namespace Messaging.DiffusionClient.Security;

/// <summary>Makes exceptions out of what the server finds wrong in a script or a filter (SEC-10). What was sent is in none of them.</summary>
internal static class ErrorReports
{
    /// <summary>Does nothing if there is nothing wrong.</summary>
    /// <exception cref="ScriptException">Something is.</exception>
    public static void RequireNoneInScript(Operation operation, IReadOnlyList<ErrorReport> errors)
    {
        if (errors.Count > 0)
        {
            throw new ScriptException(Describe(operation, "the server does not accept the script", errors), Convert(errors));
        }
    }

    /// <summary>Does nothing if there is nothing wrong.</summary>
    /// <exception cref="InvalidFilterException">Something is.</exception>
    public static void RequireNoneInFilter(Operation operation, IReadOnlyList<ErrorReport> errors)
    {
        if (errors.Count > 0)
        {
            throw new InvalidFilterException(Describe(operation, "the server does not understand the session filter", errors), Convert(errors));
        }
    }

    private static string Describe(Operation operation, string problem, IReadOnlyList<ErrorReport> errors) =>
        $"{operation} failed: {problem}: {string.Join("; ", errors.Select(error => $"{error.Message} [{error.Line}:{error.Column}]"))}.";

    private static IErrorReport[] Convert(IReadOnlyList<ErrorReport> errors) => [.. errors.Select(error => new Report(error))];

    private sealed record Report(string Message, int Line, int Column) : IErrorReport
    {
        public Report(ErrorReport wire)
            : this(wire.Message, wire.Line, wire.Column)
        {
        }
    }
}
