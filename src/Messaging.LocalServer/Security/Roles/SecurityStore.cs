using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>The security store: which roles there are and what they may do.</summary>
internal sealed class SecurityStore(SecurityConfiguration configuration)
    : ScriptedStore<SecurityConfiguration, SecurityEditor>(configuration)
{
    protected override Action<SecurityEditor> ReadCommand(ScriptReader reader) => SecurityGrammar.ReadCommand(reader);

    protected override SecurityEditor Edit(SecurityConfiguration current, string? principal) => new(current, principal);

    protected override SecurityConfiguration Complete(SecurityEditor editor) => editor.ToConfiguration();
}
