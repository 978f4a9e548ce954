using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>
/// A logger factory and provider that keeps every record, writes it to the test's output, and lets a test wait for one.
/// Thread-safe, and safe to log to after its test has ended.
/// </summary>
public sealed class TestLog(ITestOutputHelper? output = null) : ILoggerFactory, ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly List<LogRecord> _records = [];
    private readonly List<(Func<LogRecord, bool> Wanted, TaskCompletionSource<LogRecord> Found)> _waiting = [];

    /// <summary>What was logged so far.</summary>
    public IReadOnlyList<LogRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    /// <summary>The first record of this event, which may have been logged already or come later.</summary>
    public Task<LogRecord> WhenLoggedAsync(string eventName) => WhenLoggedAsync(r => r.EventId.Name == eventName);

    /// <summary>The first record that satisfies the condition, which may have been logged already or come later.</summary>
    public Task<LogRecord> WhenLoggedAsync(Func<LogRecord, bool> wanted)
    {
        lock (_lock)
        {
            if (_records.Find(r => wanted(r)) is { } record)
            {
                return Task.FromResult(record);
            }

            var found = new TaskCompletionSource<LogRecord>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, found));
            return found.Task;
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Does nothing: everything goes to this log.</summary>
    public void AddProvider(ILoggerProvider provider)
    {
    }

    /// <summary>Does nothing: a log outlives its test.</summary>
    public void Dispose()
    {
    }

    private void Add(LogRecord record)
    {
        lock (_lock)
        {
            _records.Add(record);
            foreach (var (_, found) in _waiting.Where(w => w.Wanted(record)))
            {
                found.TrySetResult(record);
            }
        }

        try
        {
            output?.WriteLine(record.ToString());
        }
        catch (InvalidOperationException)
        {
            // The test has ended; the record is kept all the same.
        }
    }

    private sealed class Logger(TestLog log, string category) : ILogger
    {
        private const string Template = "{OriginalFormat}";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(new LogRecord(category, logLevel, eventId, formatter(state, exception), exception)
            {
                Told = [.. Arguments(state, formatter(state, exception)), .. Messages(exception)],
            });

        private static IEnumerable<string> Arguments<TState>(TState state, string message) =>
            state is IReadOnlyList<KeyValuePair<string, object?>> { Count: > 1 } arguments
                ? arguments.Where(argument => argument.Key != Template).Select(argument => Text(argument.Value))
                : [state is IReadOnlyList<KeyValuePair<string, object?>> ? "" : message];

        private static string Text(object? value) => value switch
        {
            null or Enum => "",
            string text => text,
            _ when value.GetType().IsValueType => "",
            IEnumerable<object?> several => string.Join('\n', several),
            _ => value.ToString() ?? "",
        };

        private static IEnumerable<string> Messages(Exception? exception)
        {
            for (; exception is not null; exception = exception.InnerException)
            {
                yield return exception.Message;
            }
        }
    }
}
