using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Messaging.Diagnostics;

/// <summary>The one source of spans and the one meter of the process. <c>docs/observability.md</c> has a row for each instrument.</summary>
internal static class Instruments
{
    private static readonly string? Version =
        typeof(Instruments).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    // The boundaries that the conventions advise.
    private static readonly InstrumentAdvice<double> Seconds =
        new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] };

    public static readonly ActivitySource Source = new(MessagingTelemetry.ActivitySourceName, Version);

    private static readonly Meter Meter = new(MessagingTelemetry.MeterName, Version);

    public static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "messaging.client.sent.messages", "{message}", "Messages that were sent: accepted by the server, or tried in vain.");

    public static readonly Counter<long> Consumed = Meter.CreateCounter<long>(
        "messaging.client.consumed.messages", "{message}", "Messages that were handed to readers, once for each reader.");

    public static readonly Histogram<double> OperationDuration = Meter.CreateHistogram(
        "messaging.client.operation.duration", "s", "How long sending took, from the call to the server's answer, waiting included.", tags: null, Seconds);

    public static readonly Histogram<double> ProcessDuration = Meter.CreateHistogram(
        "messaging.process.duration", "s", "How long a reader took for a message, until it asked for the next event.", tags: null, Seconds);

    public static readonly Histogram<double> DeliveryLatency = Meter.CreateHistogram(
        "messaging.diffusion.delivery.latency", "s", "From the server's time of a message to its reader, in rooms that remember.", tags: null, Seconds);

    public static readonly Counter<long> Reconnects = Meter.CreateCounter<long>(
        "messaging.diffusion.reconnects", "{reconnect}", "Connections that were lost and are back.");

    public static readonly Counter<long> Gaps = Meter.CreateCounter<long>(
        "messaging.diffusion.gaps", "{gap}", "Gaps that readers were told of.");

    public static readonly Counter<long> Repairs = Meter.CreateCounter<long>(
        "messaging.diffusion.repairs", "{repair}", "Readers that had missed something, or may have, and have it all.");

    public static readonly Counter<long> Duplicates = Meter.CreateCounter<long>(
        "messaging.diffusion.duplicates", "{message}", "Messages that were not sent, or not told to a reader, a second time.");

    public static readonly ObservableUpDownCounter<long> OutboxDepth = Meter.CreateObservableUpDownCounter(
        "messaging.diffusion.outbox.depth", LiveClients.CountPending, "{message}", "Messages that wait to be sent, or for the server's answer.");

    public static readonly ObservableGauge<long> ReaderLag = Meter.CreateObservableGauge(
        "messaging.diffusion.reader.lag", LiveClients.FindLags, "{event}", "Events that the reader of a room that is furthest behind has not taken yet.");
}
