using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Messaging;

namespace Lesson3.Security.Metrics;

/// <summary>
/// The last minute of this web server, of all that are signed in to it, second by second: what a dashboard of OpenTelemetry would show, with
/// nothing but the listener of .NET.
/// </summary>
public sealed class LiveMetrics : BackgroundService
{
    /// <summary>How many seconds are shown.</summary>
    public const int Shown = 60;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private MetricsSecond _current = Nothing;
    private (double Sum, int Count) _latencies;
    private ImmutableQueue<MetricsSecond> _seconds = ImmutableQueue.CreateRange(Enumerable.Repeat(Nothing, Shown));

    public LiveMetrics()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == MessagingTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(instrument.Name, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(instrument.Name, value));
    }

    /// <summary>There is another second. Comes on any thread.</summary>
    public event Action? Changed;

    /// <summary>The last seconds, the latest at the end.</summary>
    public IReadOnlyList<MetricsSecond> Seconds => [.. Volatile.Read(ref _seconds)];

    /// <summary>All since the start; of latency and the outbox there is no such thing.</summary>
    public MetricsSecond Total { get; private set; } = Nothing;

    private static MetricsSecond Nothing => new(0, 0, null, 0, 0);

    /// <summary>The process ends.</summary>
    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _listener.Start();
        using var timer = new PeriodicTimer(Second);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            _listener.RecordObservableInstruments();
            EndSecond();
            Changed?.Invoke();
        }
    }

    private void Note(string instrument, double value)
    {
        // On the thread of whoever tells it, who has better things to do.
        lock (_lock)
        {
            switch (instrument)
            {
                case "messaging.client.sent.messages":
                    _current = _current with { Sent = _current.Sent + (long)value };
                    break;
                case "messaging.client.consumed.messages":
                    _current = _current with { Received = _current.Received + (long)value };
                    break;
                case "messaging.diffusion.delivery.latency":
                    _latencies = (_latencies.Sum + (1000 * value), _latencies.Count + 1);
                    break;
                case "messaging.diffusion.reconnects":
                    _current = _current with { Reconnects = _current.Reconnects + (long)value };
                    break;
                case "messaging.diffusion.outbox.depth":
                    _current = _current with { Outbox = _current.Outbox + (long)value };
                    break;
            }
        }
    }

    private void EndSecond()
    {
        lock (_lock)
        {
            MetricsSecond ended = _current with { Latency = _latencies.Count == 0 ? null : _latencies.Sum / _latencies.Count };
            Total = new(Total.Sent + ended.Sent, Total.Received + ended.Received, null, Total.Reconnects + ended.Reconnects, 0);
            Volatile.Write(ref _seconds, _seconds.Dequeue().Enqueue(ended));
            (_current, _latencies) = (Nothing, default);
        }
    }
}
