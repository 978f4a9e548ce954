using Microsoft.Extensions.Logging;

namespace Messaging.Diagnostics;

/// <summary>
/// Gives every line of the log one line, whatever is in it: the name of a room may hold characters that end a line for some readers, or
/// turn the direction of what follows. The values themselves go on as they are, for those who take them apart.
/// </summary>
/// <param name="inner">Where the lines go.</param>
internal sealed class OneLineLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        inner.Log(logLevel, eventId, state, exception, (told, failure) => ShownText.Line(formatter(told, failure)));
}
