using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>The system authentication store: who may sign in, and with which roles.</summary>
/// <remarks>Readers see one moment's <see cref="AccountConfiguration"/> and never wait.</remarks>
internal sealed class AccountStore(AccountConfiguration configuration, int passwordIterations)
{
    private readonly AccountGrammar _grammar = new(passwordIterations);
    private readonly Lock _updates = new();
    private AccountConfiguration _current = configuration;

    public AccountConfiguration Current => Volatile.Read(ref _current);

    /// <summary>
    /// Takes down each change, from what to what, before it takes effect; what cannot be taken down does not take effect. Called under the
    /// lock of changes; set before anybody else knows of the store.
    /// </summary>
    public Action<AccountConfiguration, AccountConfiguration>? Journal { get; set; }

    /// <summary>What the store holds when all changes that were taken down have taken effect.</summary>
    public AccountConfiguration Settled
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
        Script<AccountEditor>? script = Script<AccountEditor>.Read(text, _grammar.ReadCommand, out IReadOnlyList<ErrorReport> errors);
        if (script is null)
        {
            return errors;
        }

        lock (_updates)
        {
            AccountEditor editor = new(Current, principal);
            errors = script.Run(editor);
            if (errors.Count == 0)
            {
                AccountConfiguration next = editor.ToConfiguration();
                Journal?.Invoke(_current, next);
                Volatile.Write(ref _current, next);
            }

            return errors;
        }
    }
}
