#nullable disable
namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>Describes which events of a time series to read. Immutable and thread-safe: each method returns a changed copy.</summary>
/// <typeparam name="TValue">The type as which the events' values are read.</typeparam>
/// <remarks>
/// A query has two ranges, each from an anchor over a span, both ends included; either may lie outside the series, and the span
/// may lead backwards. The view range says which original events are of interest. The edit range, the whole series unless it is
/// set, says which events may be in the result. Anchor and span go to the view range until <see cref="EditRange"/>,
/// <see cref="AllEdits"/> or <see cref="LatestEdits"/> is called, and to the edit range from then on.
/// Counts count original events in value queries, and events of any kind in edit queries.
/// </remarks>
public interface IRangeQuery<TValue> : IQuery<TValue>
{
    /// <summary>Makes it a value query: for each original event its latest edit, or itself. Resets the view range, keeps the edit range.</summary>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> ForValues();

    /// <summary>Makes it an edit query: original events and all their edits. Resets the view range, keeps the edit range.</summary>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> ForEdits();

    /// <summary>Resets the edit range of a value query; anchor and span go to it from here on.</summary>
    /// <returns>A changed copy.</returns>
    /// <exception cref="InvalidOperationException">It is an edit query.</exception>
    IRangeQuery<TValue> EditRange();

    /// <summary>Asks for all edits, and resets the edit range; anchor and span go to it from here on.</summary>
    /// <returns>A changed copy.</returns>
    /// <exception cref="InvalidOperationException">It is a value query.</exception>
    IRangeQuery<TValue> AllEdits();

    /// <summary>Asks for the latest edit of each event, and resets the edit range; anchor and span go to it from here on.</summary>
    /// <returns>A changed copy.</returns>
    /// <exception cref="InvalidOperationException">It is a value query.</exception>
    IRangeQuery<TValue> LatestEdits();

    /// <summary>Begins at a sequence number.</summary>
    /// <param name="sequence">The number, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    IRangeQuery<TValue> From(long sequence);

    /// <summary>Begins at a time.</summary>
    /// <param name="dateTimeOffset">The time; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> From(DateTimeOffset dateTimeOffset);

    /// <summary>Begins before the first event. This is the default.</summary>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> FromStart();

    /// <summary>Begins a number of events before the end.</summary>
    /// <param name="count">How many, 0 or more: <c>FromLast(10)</c> are the last ten.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    IRangeQuery<TValue> FromLast(long count);

    /// <summary>Begins some time before the timestamp of the last event.</summary>
    /// <param name="timeSpan">How long, zero or more; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeSpan"/> is negative.</exception>
    IRangeQuery<TValue> FromLast(TimeSpan timeSpan);

    /// <summary>Ends at a sequence number.</summary>
    /// <param name="sequence">The number, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    IRangeQuery<TValue> To(long sequence);

    /// <summary>Ends at a time.</summary>
    /// <param name="dateTimeOffset">The time; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> To(DateTimeOffset dateTimeOffset);

    /// <summary>Ends before the first event. Of use with an anchor further back.</summary>
    /// <returns>A changed copy.</returns>
    IRangeQuery<TValue> ToStart();

    /// <summary>Ends a number of events after the anchor.</summary>
    /// <param name="count">How many, 0 or more: <c>FromStart().Next(100)</c> are the first hundred, <c>From(5).Next(2)</c> 5, 6 and 7.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    IRangeQuery<TValue> Next(long count);

    /// <summary>Ends some time after the anchor.</summary>
    /// <param name="timeSpan">How long, zero or more; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeSpan"/> is negative.</exception>
    IRangeQuery<TValue> Next(TimeSpan timeSpan);

    /// <summary>Ends a number of events before the anchor.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    IRangeQuery<TValue> Previous(long count);

    /// <summary>Ends some time before the anchor.</summary>
    /// <param name="timeSpan">How long, zero or more; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeSpan"/> is negative.</exception>
    IRangeQuery<TValue> Previous(TimeSpan timeSpan);

    /// <summary>Ends a number of events before the end. <c>UntilLast(0)</c> is the default.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    IRangeQuery<TValue> UntilLast(long count);

    /// <summary>Ends some time before the timestamp of the last event.</summary>
    /// <param name="timeSpan">How long, zero or more; what is below a millisecond is cut off.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeSpan"/> is negative.</exception>
    IRangeQuery<TValue> UntilLast(TimeSpan timeSpan);

    /// <summary>Limits the result: of more events the latest are returned. See <see cref="IQueryResult{TValue}.IsComplete"/>.</summary>
    /// <param name="count">The most events, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    IRangeQuery<TValue> Limit(long count);

    /// <summary>Reads the values as another type. Nothing else changes.</summary>
    /// <typeparam name="T">
    /// <c>IJSON</c> (series of JSON, STRING, INT64 and DOUBLE), <c>string</c>, <c>long?</c>, <c>double?</c>, <c>IBinary</c> (their own),
    /// or <c>IBytes</c> (any).
    /// </typeparam>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="T"/>.</exception>
    IRangeQuery<T> As<T>();
}
