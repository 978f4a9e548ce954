using System.Diagnostics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.Sessions;

/// <summary>Puts a question to a time series in the words of the vendor's API.</summary>
internal static class DiffusionRangeQuery
{
    public static IRangeQuery<TValue> Build<TValue>(IRangeQuery<TValue> all, SeriesQuery query)
    {
        IRangeQuery<TValue> mode = query.AllEdits ? all.ForEdits() : all.ForValues();
        IRangeQuery<TValue> from = query.From switch
        {
            SeriesAnchor.Start => mode.FromStart(),
            SeriesAnchor.At at => mode.From(at.Sequence),
            SeriesAnchor.AtTime at => mode.From(at.Time),
            SeriesAnchor.Last last => mode.FromLast(last.Count),
            _ => throw new UnreachableException(),
        };
        return query.To switch
        {
            SeriesSpan.End => from,
            SeriesSpan.At at => from.To(at.Sequence),
            SeriesSpan.Next next => from.Next(next.Count),
            SeriesSpan.Previous previous => from.Previous(previous.Count),
            _ => throw new UnreachableException(),
        };
    }
}
