using Messaging.DiffusionClient.Data;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.TimeSeries;

/// <summary>The wire's range query behind the public builder (TOPIC-76, TOPIC-77).</summary>
/// <param name="channel">Sends it.</param>
/// <param name="request">What was asked for so far; the path comes last.</param>
/// <param name="isAtEditRange">Whether anchor and span go to the edit range.</param>
/// <param name="reader">Reads the values.</param>
internal sealed class RangeQuery<TValue>(ServiceChannel channel, RangeQueryRequest request, bool isAtEditRange, ValueReader<TValue> reader)
    : IRangeQuery<TValue>
{
    private bool IsValueQuery => request.Kind == RangeQueryKind.Values;

    public static RangeQuery<TValue> Create(ServiceChannel channel)
    {
        RangeQueryRequest all = new(string.Empty, RangeQueryKind.Values, EventRange.All, EventRange.All, RangeQueryRequest.NoLimit);
        return new RangeQuery<TValue>(channel, all, isAtEditRange: false, ValueTypes.RequireReadable<TValue>());
    }

    public IRangeQuery<TValue> ForValues() => WithViewRange(RangeQueryKind.Values);

    public IRangeQuery<TValue> ForEdits() => WithViewRange(RangeQueryKind.AllEdits);

    public IRangeQuery<TValue> EditRange() =>
        IsValueQuery
            ? WithEditRange(RangeQueryKind.Values)
            : throw new InvalidOperationException("Only a value query has an edit range of its own: call ForValues first, or AllEdits or LatestEdits instead.");

    public IRangeQuery<TValue> AllEdits() => WithEdits(RangeQueryKind.AllEdits);

    public IRangeQuery<TValue> LatestEdits() => WithEdits(RangeQueryKind.LatestEdits);

    public IRangeQuery<TValue> From(long sequence) => WithAnchor(RangeAnchorKind.Sequence, NotNegative(sequence));

    public IRangeQuery<TValue> From(DateTimeOffset dateTimeOffset) => WithAnchor(RangeAnchorKind.Time, dateTimeOffset.ToUnixTimeMilliseconds());

    public IRangeQuery<TValue> FromStart() => WithAnchor(RangeAnchorKind.Start, 0);

    public IRangeQuery<TValue> FromLast(long count) => WithAnchor(RangeAnchorKind.LastCount, NotNegative(count));

    public IRangeQuery<TValue> FromLast(TimeSpan timeSpan) => WithAnchor(RangeAnchorKind.LastMilliseconds, Milliseconds(timeSpan));

    public IRangeQuery<TValue> To(long sequence) => WithSpan(RangeSpanKind.Sequence, NotNegative(sequence));

    public IRangeQuery<TValue> To(DateTimeOffset dateTimeOffset) => WithSpan(RangeSpanKind.Time, dateTimeOffset.ToUnixTimeMilliseconds());

    public IRangeQuery<TValue> ToStart() => WithSpan(RangeSpanKind.Start, 0);

    public IRangeQuery<TValue> Next(long count) => WithSpan(RangeSpanKind.NextCount, NotNegative(count));

    public IRangeQuery<TValue> Next(TimeSpan timeSpan) => WithSpan(RangeSpanKind.NextMilliseconds, Milliseconds(timeSpan));

    public IRangeQuery<TValue> Previous(long count) => WithSpan(RangeSpanKind.PreviousCount, NotNegative(count));

    public IRangeQuery<TValue> Previous(TimeSpan timeSpan) => WithSpan(RangeSpanKind.PreviousMilliseconds, Milliseconds(timeSpan));

    public IRangeQuery<TValue> UntilLast(long count) => WithSpan(RangeSpanKind.LastCount, NotNegative(count));

    public IRangeQuery<TValue> UntilLast(TimeSpan timeSpan) => WithSpan(RangeSpanKind.LastMilliseconds, Milliseconds(timeSpan));

    public IRangeQuery<TValue> Limit(long count) => With(request with { Limit = NotNegative(count) }, isAtEditRange);

    public IRangeQuery<T> As<T>() => new RangeQuery<T>(channel, request, isAtEditRange, ValueTypes.RequireReadable<T>());

    public Task<IQueryResult<TValue>> SelectFromAsync(string topicPath) => SelectFromAsync(topicPath, CancellationToken.None);

    public Task<IQueryResult<TValue>> SelectFromAsync(string topicPath, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(topicPath);
        return SendAsync(request with { Path = topicPath }, new Operation("Querying the time series", topicPath), cancellationToken);
    }

    private static long NotNegative(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return number;
    }

    private static long Milliseconds(TimeSpan timeSpan)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeSpan, TimeSpan.Zero);
        return timeSpan.Ticks / TimeSpan.TicksPerMillisecond;
    }

    private RangeQuery<TValue> With(RangeQueryRequest changed, bool isAtEditRange) => new(channel, changed, isAtEditRange, reader);

    private RangeQuery<TValue> WithViewRange(RangeQueryKind kind) => With(request with { Kind = kind, ViewRange = EventRange.All }, isAtEditRange: false);

    private RangeQuery<TValue> WithEditRange(RangeQueryKind kind) => With(request with { Kind = kind, EditRange = EventRange.All }, isAtEditRange: true);

    private RangeQuery<TValue> WithEdits(RangeQueryKind kind) =>
        IsValueQuery ? throw new InvalidOperationException("A value query does not return edits beside originals: call ForEdits first.") : WithEditRange(kind);

    private RangeQuery<TValue> WithAnchor(RangeAnchorKind kind, long value) => WithRange(range => range with { Anchor = kind, AnchorValue = value });

    private RangeQuery<TValue> WithSpan(RangeSpanKind kind, long value) => WithRange(range => range with { Span = kind, SpanValue = value });

    private RangeQuery<TValue> WithRange(Func<EventRange, EventRange> change) =>
        With(
            isAtEditRange ? request with { EditRange = change(request.EditRange) } : request with { ViewRange = change(request.ViewRange) },
            isAtEditRange);

    private async Task<IQueryResult<TValue>> SendAsync(RangeQueryRequest complete, Operation operation, CancellationToken cancellationToken)
    {
        RangeQueryResponse response;
        try
        {
            response = await channel.RequestAsync<RangeQueryRequest, RangeQueryResponse>(
                ServiceId.RangeQuery, complete, operation, cancellationToken).ConfigureAwait(false);
        }
        catch (SessionException e) when (e.Reason?.Code == ServiceErrorCode.InvalidData)
        {
            throw new InvalidQueryException(e.Message, e.Reason);
        }

        return Read(response, operation);
    }

    private QueryResult<TValue> Read(RangeQueryResponse response, Operation operation)
    {
        if (!reader.CanRead(ValueTypes.TypeNamed(response.ValueType)))
        {
            throw new InvalidQueryException(
                $"{operation} failed: its values are of the type {response.ValueType} and cannot be read as {typeof(TValue)}.", ErrorReason.INVALID_DATA);
        }

        IEvent<TValue>[] events = new IEvent<TValue>[response.Events.Count];
        try
        {
            for (int i = 0; i < events.Length; i++)
            {
                events[i] = Event<TValue>.Of(response.Events[i], reader);
            }
        }
        catch (WireFormatException e)
        {
            throw new SessionException($"{operation} failed: a value cannot be read.", ErrorReason.INVALID_DATA, e);
        }

        return new QueryResult<TValue>(
            events, response.SelectedCount, IsValueQuery ? StreamStructure.VALUE_EVENT_STREAM : StreamStructure.EDIT_EVENT_STREAM);
    }
}
