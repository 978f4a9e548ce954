using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;
using Messaging.LocalServer.Topics.Constraints;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>A topic that holds a series of events (TOPIC-70 to TOPIC-83). Its value is the latest one.</summary>
/// <remarks>An event is encoded once: the same frame serves subscribers, later subscribers and queries.</remarks>
internal sealed class TimeSeriesTopic : Topic
{
    private readonly TimeSeriesSettings _settings;
    private readonly EventSeries _series;
    private readonly TimeProvider _time;

    public TimeSeriesTopic(int id, string path, TopicSpecification specification, TimeSeriesSettings settings, TimeProvider time)
        : base(id, path, specification, settings.ValueType)
    {
        _settings = settings;
        _series = new EventSeries(settings.RetainedRange);
        _time = time;
    }

    /// <summary>The name of the data type of the events' values.</summary>
    public string ValueTypeName => _settings.ValueTypeName;

    public override int RetainedEvents
    {
        get
        {
            lock (Gate)
            {
                return _series.Count;
            }
        }
    }

    public override bool TrySet(in TopicUpdate update, WriteBatch batch) => Append(update, timestamp: null, batch) is not null;

    /// <summary>Appends an event if the constraint holds. Constraints on the value are about that of the latest event.</summary>
    /// <param name="update">The event's value, the constraint and the author.</param>
    /// <param name="timestamp">The event's time; null for now.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    /// <returns>The metadata of the new event; null if the topic was removed in the meantime.</returns>
    /// <exception cref="ServiceException">The value, the constraint or the time does not fit.</exception>
    public EventMetadata? Append(in TopicUpdate update, long? timestamp, WriteBatch batch)
    {
        RequireValid(update.Value);
        lock (Gate)
        {
            if (IsRemoved)
            {
                return null;
            }

            Require(update.Constraint);
            EventMetadata metadata = new(_series.End, timestamp ?? _series.TimestampAt(_time.GetUtcNow()), update.Author);
            RequireInOrder(metadata.Timestamp);
            Add(new TimeSeriesEvent(metadata, Original: null, update.Value), batch);
            return metadata;
        }
    }

    /// <summary>Appends an edit of an original event.</summary>
    /// <param name="originalSequence">Which.</param>
    /// <param name="value">The value that it is to have.</param>
    /// <param name="author">Who edits it.</param>
    /// <param name="ownOnly">Whether that has to be the author of the original event.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    /// <returns>The metadata of the edit; null if the topic was removed in the meantime.</returns>
    /// <exception cref="ServiceException">The value does not fit, or no such original event is retained.</exception>
    public EventMetadata? Edit(long originalSequence, ReadOnlyMemory<byte> value, string author, bool ownOnly, WriteBatch batch)
    {
        RequireValid(value);
        lock (Gate)
        {
            if (IsRemoved)
            {
                return null;
            }

            if (!_series.IsRetainedOriginal(originalSequence))
            {
                throw new ServiceException(
                    ServiceErrorCode.NoSuchEvent,
                    $"The time series {Path} has no original event with the sequence number {originalSequence}, or does not retain it any more.");
            }

            EventMetadata original = _series.Read(originalSequence).Metadata;
            if (ownOnly && original.Author != author)
            {
                throw RequestContext.Denied(PathPermission.EditTimeSeriesEvents, Path);
            }

            EventMetadata metadata = new(_series.End, _series.TimestampAt(_time.GetUtcNow()), author);
            Add(new TimeSeriesEvent(metadata, original, value), batch);
            return metadata;
        }
    }

    /// <summary>Answers a range query.</summary>
    /// <exception cref="ServiceException">The query makes no sense.</exception>
    public EventSelection Query(in RangeQueryRequest request)
    {
        EventQuery.Validate(request);
        lock (Gate)
        {
            List<long> selected = EventQuery.Select(_series, request);
            int skipped = (int)Math.Max(0, selected.Count - request.Limit);
            return new EventSelection(
                ValueTypeName,
                selected.Count,
                [.. selected.Skip(skipped).Select(sequence => _series[sequence].Published)]);
        }
    }

    public override (ReadOnlyMemory<byte>? Value, FetchedSize Size) Read()
    {
        lock (Gate)
        {
            return _series.Latest is { } latest
                ? (latest.Value, new FetchedSize(latest.Value.Length, _series.Count, _series.Size))
                : (default(ReadOnlyMemory<byte>?), default);
        }
    }

    public override void Restore(ReadOnlyMemory<byte> content, WireWriter scratch)
    {
        WireReader reader = new(content);
        TimeSeriesEvent restored = TimeSeriesEvent.ReadFrom(ref reader);
        if (_series.Count == 0)
        {
            _series.StartAt(restored.Metadata.Sequence);
        }
        else if (restored.Metadata.Sequence < _series.End)
        {
            // It came while the log was compacted, and is in the compacted part as well.
            return;
        }
        else if (restored.Metadata.Sequence > _series.End)
        {
            throw new InvalidDataException($"the event {restored.Metadata.Sequence} follows the event {_series.Last} of {Path}");
        }

        _series.Append(PublishedValue.Create(Id, content.Span, Transfer, scratch), restored.Metadata.Timestamp, restored.OriginalSequence);
    }

    protected override IReadOnlyList<ReadOnlyMemory<byte>> ContentsUnderGate()
    {
        ReadOnlyMemory<byte>[] contents = new ReadOnlyMemory<byte>[_series.Count];
        for (int i = 0; i < contents.Length; i++)
        {
            contents[i] = _series[_series.First + i].Published.Value;
        }

        return contents;
    }

    /// <remarks>
    /// The latest edits view of the subscription range (TOPIC-82). With deltas it ends with the latest event, whatever that
    /// is, so that the next delta has a base.
    /// </remarks>
    protected override void SendInitial(Session session, WriteBatch batch)
    {
        if (_series.Count == 0 || _settings.SubscriptionRange is not { } range)
        {
            return;
        }

        long first = _series.FirstIn(range);
        for (long sequence = first; sequence < _series.End; sequence++)
        {
            if (IsCurrent(sequence, first) || (_settings.SendsLatest && sequence == _series.Last))
            {
                session.Output.AppendFrame(_series[sequence].Published.FrameFor(session), batch);
            }
        }
    }

    // An original, or the latest edit of an original in the range.
    private bool IsCurrent(long sequence, long first)
    {
        long original = _series[sequence].OriginalSequence;
        return original == sequence || (original >= first && _series[original].EditLink == sequence);
    }

    private void Add(in TimeSeriesEvent added, WriteBatch batch)
    {
        PublishedValue next = PublishedValue.Create(Id, added, Transfer, ThreadScratch.Writer);
        Journal?.Update(this, next.Value);
        Publish(next, _series.Latest, batch);
        _series.Append(next, added.Metadata.Timestamp, added.OriginalSequence);
    }

    private void Require(UpdateConstraint constraint)
    {
        if (constraint is not UpdateConstraint.None)
        {
            ReadOnlyMemory<byte>? value = _series.Count == 0 ? default(ReadOnlyMemory<byte>?) : _series.Read(_series.Last).Value;
            ConstraintEvaluator.Require(constraint, new ConstraintTarget(Path, ValueType, value));
        }
    }

    private void RequireInOrder(long timestamp)
    {
        if (_series.Count > 0 && timestamp < _series[_series.Last].Timestamp)
        {
            throw new ServiceException(
                ServiceErrorCode.InvalidData,
                $"The timestamp {timestamp} is before that of the latest event of {Path}, {_series[_series.Last].Timestamp}.");
        }
    }
}
