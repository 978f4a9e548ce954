using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>One line of log as the test's logger saw it.</summary>
public sealed record LogRecord(string Category, LogLevel Level, EventId EventId, string Message, Exception? Exception)
{
    /// <summary>
    /// What is not the same in each such line: the texts among the arguments, and the messages of the exceptions. Numbers, times and the
    /// like cannot be a text. The whole message, where nobody says what its arguments are.
    /// </summary>
    public IReadOnlyCollection<string> Told { get; init; } = [Message];

    public override string ToString() =>
        $"{Level,-11} {Category}[{EventId.Id} {EventId.Name}] {Message}{(Exception is null ? "" : $"\n{Exception}")}";
}
