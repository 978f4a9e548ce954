using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Messaging.Chaos.Tests;

/// <summary>
/// Passes errors on to a log, counts how messages turned out whose outcome was unknown, and drops the rest: what a run of an hour has
/// to say would not fit anywhere. Thread-safe.
/// </summary>
internal sealed class RunLog(ILoggerFactory log) : ILoggerFactory
{
    private const string OutcomeEvent = "SendOutcomeKnown";

    private readonly ConcurrentDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>How often a message that was looked for had which outcome.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    public ILogger CreateLogger(string categoryName) => new Filter(this, log.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => log.AddProvider(provider);

    public void Dispose()
    {
    }

    private sealed class Filter(RunLog owner, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error)
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }

            if (eventId.Name == OutcomeEvent && state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                string outcome = values.Single(value => value.Key == "Outcome").Value?.ToString() ?? "";
                owner._outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
            }
        }
    }
}
