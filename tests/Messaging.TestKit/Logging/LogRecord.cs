using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>One line of log as the test's logger saw it.</summary>
public sealed record LogRecord(string Category, LogLevel Level, EventId EventId, string Message, Exception? Exception)
{
    public override string ToString() =>
        $"{Level,-11} {Category}[{EventId.Id} {EventId.Name}] {Message}{(Exception is null ? "" : $"\n{Exception}")}";
}
