using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Messaging.TestKit;

/// <summary>
/// Collects what the stand-in's event source says, for the whole process: it is the log of a client that takes no logger. Thread-safe.
/// </summary>
public sealed class ClientEvents : EventListener
{
    /// <summary>The name of the event source.</summary>
    public const string Source = "Messaging-DiffusionClient";

    private static readonly ConditionalWeakTable<object, ConcurrentQueue<LogRecord>> OfTests = [];
    private static readonly ConcurrentQueue<LogRecord> OfNobody = [];
    private static readonly Lazy<ClientEvents> Listener = new(() => new ClientEvents());

    private ClientEvents()
    {
    }

    /// <summary>What was said on behalf of the test that runs here.</summary>
    public static IReadOnlyCollection<LogRecord> OfThisTest =>
        TestContext.Current.Test is { } test && OfTests.TryGetValue(test, out ConcurrentQueue<LogRecord>? records) ? records : [];

    /// <summary>Begins to collect; later calls do nothing.</summary>
    public static void Watch() => _ = Listener.Value;

    /// <summary>What was said since the last call where nobody knows for which test.</summary>
    public static IReadOnlyCollection<LogRecord> TakeStrays()
    {
        var strays = new List<LogRecord>();
        while (OfNobody.TryDequeue(out LogRecord? record))
        {
            strays.Add(record);
        }

        return strays;
    }

    // Called by the base's constructor, too: nothing of this instance is there yet.
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Source)
        {
            EnableEvents(eventSource, EventLevel.Verbose);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != Source)
        {
            return; // The runtime's own, which every listener hears of.
        }

        object?[] told = [.. eventData.Payload ?? (IEnumerable<object?>)[]];
        var record = new LogRecord(
            Source,
            eventData.Level == EventLevel.Verbose ? LogLevel.Debug : LogLevel.Information,
            new EventId(eventData.EventId, eventData.EventName),
            string.Format(CultureInfo.InvariantCulture, eventData.Message ?? "", told),
            Exception: null)
        {
            Told = [.. told.OfType<string>()],
        };
        (TestContext.Current.Test is { } test ? OfTests.GetOrCreateValue(test) : OfNobody).Enqueue(record);
    }
}
