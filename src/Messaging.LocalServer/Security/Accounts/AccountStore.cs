using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Accounts;

/// <summary>The system authentication store: who may sign in, and with which roles.</summary>
internal sealed class AccountStore(AccountConfiguration configuration, int passwordIterations)
    : ScriptedStore<AccountConfiguration, AccountEditor>(configuration)
{
    private readonly AccountGrammar _grammar = new(passwordIterations);

    protected override Action<AccountEditor> ReadCommand(ScriptReader reader) => _grammar.ReadCommand(reader);

    protected override AccountEditor Edit(AccountConfiguration current, string? principal) => new(current, principal);

    protected override AccountConfiguration Complete(AccountEditor editor) => editor.ToConfiguration();
}
