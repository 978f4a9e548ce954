using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Messaging.Tests.Diagnostics;

/// <summary>
/// Listens to what is told of clients of one server. The source and the meter are the process's, where other tests run at the same time:
/// these are neither heard nor made to record.
/// </summary>
internal sealed class TelemetryProbe : IDisposable
{
    private readonly string _address;
    private readonly ConcurrentQueue<Measured> _measured = [];
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly MeterListener? _meters;
    private readonly ActivityListener? _activities;

    public TelemetryProbe(string address, bool metrics = true, bool spans = true)
    {
        _address = address;
        if (metrics)
        {
            _meters = new MeterListener { InstrumentPublished = Enable };
            _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _meters.Start();
        }

        if (spans)
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = source => source.Name == MessagingTelemetry.ActivitySourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.Tags?.Contains(new("server.address", address)) == true ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (Equals(span.GetTagItem("server.address"), address))
                    {
                        _spans.Enqueue(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(_activities);
        }
    }

    /// <summary>The spans that have ended, in that order.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <summary>All that was measured, in order.</summary>
    public IReadOnlyList<Measured> All => [.. _measured];

    /// <summary>What an instrument has told.</summary>
    public IReadOnlyList<Measured> Of(string instrument) => [.. _measured.Where(one => one.Instrument == instrument)];

    /// <summary>The sum of what an instrument has told, of one room if there is one.</summary>
    public double Sum(string instrument, string? path = null) =>
        Of(instrument).Where(one => path is null || Equals(one.Tags["messaging.destination.name"], path)).Sum(one => one.Value);

    /// <summary>What an instrument says now when it is asked.</summary>
    public IReadOnlyList<Measured> Ask(string instrument)
    {
        int before = _measured.Count;
        _meters!.RecordObservableInstruments();
        return [.. _measured.Skip(before).Where(one => one.Instrument == instrument)];
    }

    public void Dispose()
    {
        _meters?.Dispose();
        _activities?.Dispose();
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == MessagingTelemetry.MeterName)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = new Dictionary<string, object?>(tags.ToArray());
        if (Equals(named.GetValueOrDefault("server.address"), _address))
        {
            _measured.Enqueue(new Measured(instrument.Name, value, named));
        }
    }

    internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
}
