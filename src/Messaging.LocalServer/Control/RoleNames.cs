using Messaging.LocalServer.Sessions.Filters;

namespace Messaging.LocalServer.Control;

/// <summary>Reads the text form of roles, the value of the property <c>$Roles</c>: quoted, with commas or spaces between (SESS-20).</summary>
internal static class RoleNames
{
    /// <exception cref="FormatException">It is something else.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        try
        {
            IEnumerable<FilterToken> tokens = FilterLexer.Read(text).Where(token => token.Kind != FilterTokenKind.End && !token.Is(","));
            return [.. tokens.Select(token => token.Kind == FilterTokenKind.Text ? token.Text : throw new FormatException($"{token} is no quoted role."))];
        }
        catch (SessionFilterException e)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
