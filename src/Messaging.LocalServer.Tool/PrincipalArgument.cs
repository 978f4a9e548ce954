using System.Diagnostics.CodeAnalysis;

namespace Messaging.LocalServer.Tool;

/// <summary>Reads <c>name:password:ROLE[,ROLE]</c>.</summary>
internal static class PrincipalArgument
{
    /// <summary>The form, for help and error texts.</summary>
    public const string Form = "name:password:ROLE[,ROLE]";

    /// <summary>Reads one principal. The name ends at the first colon and the roles begin behind the last: a password may have some.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LocalPrincipal? principal)
    {
        principal = null;
        int nameEnd = text.IndexOf(':', StringComparison.Ordinal);
        int passwordEnd = text.LastIndexOf(':');
        if (nameEnd <= 0 || passwordEnd == nameEnd)
        {
            return false;
        }

        string[] roles = text[(passwordEnd + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        principal = new LocalPrincipal(text[..nameEnd], text[(nameEnd + 1)..passwordEnd], roles);
        return roles.Length > 0;
    }
}
