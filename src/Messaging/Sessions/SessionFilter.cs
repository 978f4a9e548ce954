namespace Messaging.Sessions;

/// <summary>Writes the expressions by which Diffusion chooses sessions. There is no builder for them in the vendor's API.</summary>
internal static class SessionFilter
{
    /// <summary>All sessions of a principal, whatever is in its name: in a quoted value only the quote and the backslash mean something.</summary>
    public static string OfPrincipal(string principal) =>
        $"$Principal is '{principal.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
