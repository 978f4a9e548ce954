using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>A command of a script is malformed or cannot be done.</summary>
internal sealed class ScriptException(string message, ScriptPosition? position = null) : Exception(message)
{
    /// <summary>The report, at the exception's own position or that of the command.</summary>
    public ErrorReport ReportAt(ScriptPosition command)
    {
        ScriptPosition place = position ?? command;
        return new ErrorReport(Message, place.Line, place.Column);
    }
}
