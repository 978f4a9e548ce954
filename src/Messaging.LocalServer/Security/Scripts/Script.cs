using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>A script that was read without an error (SEC-13).</summary>
/// <typeparam name="TEditor">What changes a store.</typeparam>
internal sealed class Script<TEditor>
{
    private readonly IReadOnlyList<ScriptCommand<TEditor>> _commands;

    private Script(IReadOnlyList<ScriptCommand<TEditor>> commands) => _commands = commands;

    /// <summary>Reads a script.</summary>
    /// <param name="text">The script.</param>
    /// <param name="readCommand">Reads one command, up to but not including the end of its line.</param>
    /// <param name="errors">What is wrong with it.</param>
    /// <returns>The script, or null if there is something wrong.</returns>
    public static Script<TEditor>? Read(string text, Func<ScriptReader, Action<TEditor>> readCommand, out IReadOnlyList<ErrorReport> errors)
    {
        if (text.Length > StoreLimits.MaximumScriptLength)
        {
            errors = [new ErrorReport($"The script has {text.Length} characters; {StoreLimits.MaximumScriptLength} are possible.", 1, 1)];
            return null;
        }

        List<ErrorReport> found = [];
        List<ScriptCommand<TEditor>> commands = [];
        ScriptReader reader = new(text);
        while (found.Count < StoreLimits.MaximumErrors && reader.MoveToCommand(out ScriptPosition position))
        {
            try
            {
                Action<TEditor> run = readCommand(reader);
                reader.End();
                commands.Add(new ScriptCommand<TEditor>(position, run));
            }
            catch (ScriptException e)
            {
                found.Add(e.ReportAt(position));
                reader.SkipLine();
            }
        }

        errors = found;
        return found.Count == 0 ? new Script<TEditor>(commands) : null;
    }

    /// <summary>Does all commands, in order.</summary>
    /// <param name="editor">Something to be thrown away if there are errors.</param>
    /// <returns>The commands that were not possible.</returns>
    public IReadOnlyList<ErrorReport> Run(TEditor editor)
    {
        List<ErrorReport> errors = [];
        foreach (ScriptCommand<TEditor> command in _commands)
        {
            try
            {
                command.Run(editor);
            }
            catch (ScriptException e)
            {
                errors.Add(e.ReportAt(command.Position));
                if (errors.Count == StoreLimits.MaximumErrors)
                {
                    break;
                }
            }
        }

        return errors;
    }
}
