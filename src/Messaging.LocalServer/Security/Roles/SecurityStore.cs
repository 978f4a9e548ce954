using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>Which roles there are and what they may do. Readers see one moment's <see cref="SecurityConfiguration"/>.</summary>
internal sealed class SecurityStore(SecurityConfiguration configuration)
{
    private readonly Lock _updates = new();
    private SecurityConfiguration _current = configuration;

    public SecurityConfiguration Current => Volatile.Read(ref _current);

    /// <summary>Runs a script, as a whole or not at all.</summary>
    /// <param name="text">The script.</param>
    /// <param name="principal">Who changes the store; null for the server's own start, which no lock stops.</param>
    /// <returns>What is wrong with the script; nothing if it was done.</returns>
    public IReadOnlyList<ErrorReport> Update(string text, string? principal)
    {
        Script<SecurityEditor>? script = Script<SecurityEditor>.Read(text, SecurityGrammar.ReadCommand, out IReadOnlyList<ErrorReport> errors);
        if (script is null)
        {
            return errors;
        }

        lock (_updates)
        {
            SecurityEditor editor = new(Current, principal);
            errors = script.Run(editor);
            if (errors.Count == 0)
            {
                Volatile.Write(ref _current, editor.ToConfiguration());
            }

            return errors;
        }
    }
}
