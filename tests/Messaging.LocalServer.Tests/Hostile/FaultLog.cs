using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>Takes errors only, which are faults of the server's own, and keeps the first: for runs with more records than a test can hold.</summary>
internal sealed class FaultLog : ILoggerFactory, ILogger
{
    private string? _fault;

    /// <summary>The first error; null if there was none.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Interlocked.CompareExchange(ref _fault, $"{formatter(state, exception)} {exception}", null);
        }
    }

    public void Dispose()
    {
    }
}
