using System.Runtime.InteropServices;

namespace Messaging.LocalServer.Security.Scripts;

/// <summary>A token of a script.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, what the quotes enclose, or an error. It may be a password: it has no place in logs.</param>
/// <param name="Position">Where it begins.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ScriptToken(ScriptTokenKind Kind, string Text, ScriptPosition Position)
{
    public override string ToString() => $"{Kind} at {Position}";
}
