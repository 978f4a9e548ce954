namespace Messaging.LocalServer.Sessions.Filters;

/// <summary>A session filter cannot be read.</summary>
internal sealed class SessionFilterException : Exception
{
    public SessionFilterException(string message, int line, int column)
        : base(message)
    {
        Line = line;
        Column = column;
    }

    /// <summary>Where it goes wrong, from 1.</summary>
    public int Line { get; }

    /// <summary>Where it goes wrong: the character in the line, from 1.</summary>
    public int Column { get; }
}
