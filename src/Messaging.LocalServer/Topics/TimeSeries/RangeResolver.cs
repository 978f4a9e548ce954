using Messaging.DiffusionWire.Services.TimeSeries;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>Finds the events that a range of a query spans (TOPIC-77, TOPIC-79).</summary>
/// <param name="series">A series that is not empty.</param>
/// <param name="countsEdits">Whether counts count events of any kind, or originals only.</param>
internal readonly struct RangeResolver(EventSeries series, bool countsEdits)
{
    private EventPosition Start => new(series.First, series.First - 1, series[series.First].Timestamp);

    private EventPosition End => new(series.End, series.Last, series[series.Last].Timestamp);

    /// <summary>The first and the last sequence number in a range. The first is greater than the last if the range is empty.</summary>
    public (long First, long Last) Resolve(in EventRange range)
    {
        EventPosition anchor = Find((RangeSpanKind)range.Anchor, range.AnchorValue, default);
        EventPosition end = Find(range.Span, range.SpanValue, anchor);
        (long first, long last) = IsForward(range.Span, anchor, end) ? (anchor.Low, end.High) : (end.Low, anchor.High);
        return (Math.Max(first, series.First), Math.Min(last, series.Last));
    }

    // Where events share a time, both directions would select something; then the span's own direction counts.
    private static bool IsForward(RangeSpanKind span, in EventPosition anchor, in EventPosition end) => span switch
    {
        RangeSpanKind.NextCount or RangeSpanKind.NextMilliseconds => true,
        RangeSpanKind.PreviousCount or RangeSpanKind.PreviousMilliseconds => false,
        _ => end.High >= anchor.Low,
    };

    // The kinds of anchors are those of spans that need no anchor.
    private EventPosition Find(RangeSpanKind kind, long value, in EventPosition anchor) => kind switch
    {
        RangeSpanKind.Start => Start,
        RangeSpanKind.Sequence => At(Math.Clamp(value, series.First - 1, series.End)),
        RangeSpanKind.Time => AtTime(value),
        RangeSpanKind.LastCount => value == 0 ? End : CountBack(series.End, value),
        RangeSpanKind.LastMilliseconds => AtTime(EventTime.Add(End.Time, -value)),
        RangeSpanKind.NextCount => value == 0 ? anchor : CountForward(Math.Min(anchor.Low, anchor.High), value),
        RangeSpanKind.NextMilliseconds => AtTime(EventTime.Add(anchor.Time, value)),
        RangeSpanKind.PreviousCount => value == 0 ? anchor : CountBack(Math.Max(anchor.Low, anchor.High), value),
        _ => AtTime(EventTime.Add(anchor.Time, -value)),
    };

    private EventPosition At(long sequence) =>
        new(sequence, sequence, series[Math.Clamp(sequence, series.First, series.Last)].Timestamp);

    private EventPosition AtTime(long time) =>
        new(series.FirstNotBefore(time), (time == long.MaxValue ? series.End : series.FirstNotBefore(time + 1)) - 1, time);

    private EventPosition CountForward(long after, long count)
    {
        for (long sequence = Math.Max(after + 1, series.First); sequence < series.End; sequence++)
        {
            if ((countsEdits || series.IsOriginal(sequence)) && --count == 0)
            {
                return At(sequence);
            }
        }

        return End;
    }

    private EventPosition CountBack(long before, long count)
    {
        for (long sequence = Math.Min(before - 1, series.Last); sequence >= series.First; sequence--)
        {
            if ((countsEdits || series.IsOriginal(sequence)) && --count == 0)
            {
                return At(sequence);
            }
        }

        return Start;
    }
}
