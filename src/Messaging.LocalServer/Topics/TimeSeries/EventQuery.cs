using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>Answers one range query from the retained events (TOPIC-79, TOPIC-80).</summary>
internal sealed class EventQuery
{
    private readonly EventSeries _series;
    private readonly RangeQueryRequest _request;
    private readonly List<long> _selected = [];
    private (long First, long Last) _edits;

    private EventQuery(EventSeries series, in RangeQueryRequest request)
    {
        _series = series;
        _request = request;
    }

    /// <summary>Refuses a query that makes no sense.</summary>
    /// <exception cref="ServiceException">A count, a sequence number or a number of milliseconds is negative.</exception>
    public static void Validate(in RangeQueryRequest request)
    {
        if (IsNegative(request.ViewRange) || IsNegative(request.EditRange) || request.Limit < 0)
        {
            throw new ServiceException(
                ServiceErrorCode.InvalidData,
                "The limit of a range query, and the sequence numbers, counts and milliseconds of its ranges, must not be negative.");
        }
    }

    /// <summary>The sequence numbers of the events that a query selects, in the order of its kind. Its limit is not applied.</summary>
    public static List<long> Select(EventSeries series, in RangeQueryRequest request)
    {
        EventQuery query = new(series, request);
        if (series.Count > 0)
        {
            query.Run();
        }

        return query._selected;
    }

    private static bool IsNegative(in EventRange range) =>
        (range.AnchorValue < 0 && range.Anchor != RangeAnchorKind.Time) || (range.SpanValue < 0 && range.Span != RangeSpanKind.Time);

    private void Run()
    {
        RangeResolver resolver = new(_series, countsEdits: _request.Kind != RangeQueryKind.Values);
        (long first, long last) = resolver.Resolve(_request.ViewRange);
        _edits = resolver.Resolve(_request.EditRange);
        for (long sequence = first; sequence <= last; sequence++)
        {
            if (_series.IsOriginal(sequence))
            {
                SelectFrom(sequence);
            }
        }

        if (_request.Kind != RangeQueryKind.Values)
        {
            _selected.Sort();
        }
    }

    // Of values only the latest event in the edit range, of latest edits also the original, of all edits every one.
    private void SelectFrom(long original)
    {
        bool found = false;
        for (long edit = _series[original].EditLink; edit >= _edits.First; edit = _series[edit].EditLink)
        {
            if (edit <= _edits.Last)
            {
                _selected.Add(edit);
                found = true;
                if (_request.Kind != RangeQueryKind.AllEdits)
                {
                    break;
                }
            }
        }

        if (original >= _edits.First && original <= _edits.Last && !(found && _request.Kind == RangeQueryKind.Values))
        {
            _selected.Add(original);
        }
    }
}
