namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>Says where in a filter something is wrong.</summary>
internal static class FilterPosition
{
    public static SessionFilterException Error(string filter, int position, string message)
    {
        ReadOnlySpan<char> before = filter.AsSpan(0, position);
        int line = before.Count('\n') + 1;
        int column = position - before.LastIndexOf('\n');
        return new SessionFilterException(message, line, column);
    }
}
