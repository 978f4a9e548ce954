using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>Which roles there are and what they may do. Readers see one moment's <see cref="SecurityConfiguration"/>.</summary>
internal sealed class SecurityStore(SecurityConfiguration configuration)
{
    private readonly Lock _updates = new();
    private SecurityConfiguration _current = configuration;

    public SecurityConfiguration Current => Volatile.Read(ref _current);

    /// <summary>
    /// Takes down each change, from what to what, before it takes effect; what cannot be taken down does not take effect. Called under the
    /// lock of changes; set before anybody else knows of the store.
    /// </summary>
    public Action<SecurityConfiguration, SecurityConfiguration>? Journal { get; set; }

    /// <summary>What the store holds when all changes that were taken down have taken effect.</summary>
    public SecurityConfiguration Settled
    {
        get
        {
            lock (_updates)
            {
                return _current;
            }
        }
    }

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
                SecurityConfiguration next = editor.ToConfiguration();
                Journal?.Invoke(_current, next);
                Volatile.Write(ref _current, next);
            }

            return errors;
        }
    }
}
