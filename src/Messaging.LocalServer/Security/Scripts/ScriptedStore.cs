using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>A store that changes by scripts. Readers see one moment's configuration and never wait.</summary>
/// <typeparam name="TConfiguration">What it holds: immutable.</typeparam>
/// <typeparam name="TEditor">What changes it.</typeparam>
internal abstract class ScriptedStore<TConfiguration, TEditor>(TConfiguration configuration)
    where TConfiguration : class
{
    private readonly Lock _updates = new();
    private TConfiguration _current = configuration;

    public TConfiguration Current => Volatile.Read(ref _current);

    /// <summary>
    /// Takes down each change, from what to what, before it takes effect; what cannot be taken down does not take effect. Called under the
    /// lock of changes; set before anybody else knows of the store.
    /// </summary>
    public Action<TConfiguration, TConfiguration>? Journal { get; set; }

    /// <summary>What the store holds when all changes that were taken down have taken effect.</summary>
    public TConfiguration Settled
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
        Script<TEditor>? script = Script<TEditor>.Read(text, ReadCommand, out IReadOnlyList<ErrorReport> errors);
        if (script is null)
        {
            return errors;
        }

        lock (_updates)
        {
            TEditor editor = Edit(_current, principal);
            errors = script.Run(editor);
            if (errors.Count == 0)
            {
                TConfiguration next = Complete(editor);
                Journal?.Invoke(_current, next);
                Volatile.Write(ref _current, next);
            }

            return errors;
        }
    }

    /// <summary>Reads one command, up to but not including the end of its line.</summary>
    protected abstract Action<TEditor> ReadCommand(ScriptReader reader);

    /// <summary>Begins to change a configuration on behalf of a principal; null for the server itself.</summary>
    protected abstract TEditor Edit(TConfiguration current, string? principal);

    /// <summary>What the configuration has become.</summary>
    protected abstract TConfiguration Complete(TEditor editor);
}
