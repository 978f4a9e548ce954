#nullable disable
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data;

namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>Appending to time series topics, editing and querying their events. Thread-safe.</summary>
/// <remarks>
/// A series is a row of events, numbered without a hole from 0. An edit is an event of its own at the end, and overrides the
/// value of an original event. The topic retains the latest events, ten if its specification says nothing.
/// To be told of events as they come, subscribe to the topic and add a stream to <see cref="ITopics"/>.
/// </remarks>
public interface ITimeSeries : IFeature
{
    /// <summary>The query that all others are made from: the events that count, of the whole series, as bytes.</summary>
    IRangeQuery<IBytes> RangeQuery { get; }

    /// <summary>Appends an event.</summary>
    /// <typeparam name="TValue">The type of the events' values: <c>IJSON</c>, <c>IBinary</c>, <c>string</c>, <c>long?</c> or <c>double?</c>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="value">The value.</param>
    /// <returns>
    /// The metadata of the event. Fails with <see cref="NoSuchTopicException"/>, <see cref="IncompatibleTopicException"/> if the
    /// topic is no time series or one of another type, <see cref="SessionSecurityException"/> or <see cref="SessionClosedException"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The path is null or empty, the value is null, or there is no data type for <typeparamref name="TValue"/>.</exception>
    Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value);

    /// <summary>Appends an event.</summary>
    /// <typeparam name="TValue">See <see cref="AppendAsync{TValue}(string, TValue)"/>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="AppendAsync{TValue}(string, TValue)"/>.</returns>
    Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, CancellationToken cancellationToken);

    /// <summary>Appends an event with a time of the caller's choice.</summary>
    /// <typeparam name="TValue">See <see cref="AppendAsync{TValue}(string, TValue)"/>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">When it happened, to the millisecond. The server refuses one before that of the latest event.</param>
    /// <returns>See <see cref="AppendAsync{TValue}(string, TValue)"/>.</returns>
    Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, DateTimeOffset timestamp);

    /// <summary>Appends an event with a time of the caller's choice.</summary>
    /// <typeparam name="TValue">See <see cref="AppendAsync{TValue}(string, TValue)"/>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="timestamp">When it happened, to the millisecond. The server refuses one before that of the latest event.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="AppendAsync{TValue}(string, TValue)"/>.</returns>
    Task<IEventMetadata> AppendAsync<TValue>(string topicPath, TValue value, DateTimeOffset timestamp, CancellationToken cancellationToken);

    /// <summary>Appends an edit, which overrides the value of an original event.</summary>
    /// <typeparam name="TValue">See <see cref="AppendAsync{TValue}(string, TValue)"/>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="originalSequence">The sequence number of the original event, 0 or more.</param>
    /// <param name="value">The new value.</param>
    /// <returns>
    /// The metadata of the edit. Fails with <see cref="NoSuchEventException"/>, or as <see cref="AppendAsync{TValue}(string, TValue)"/> does.
    /// </returns>
    /// <exception cref="ArgumentException">As of <see cref="AppendAsync{TValue}(string, TValue)"/>, or the sequence number is negative.</exception>
    Task<IEventMetadata> EditAsync<TValue>(string topicPath, long originalSequence, TValue value);

    /// <summary>Appends an edit, which overrides the value of an original event.</summary>
    /// <typeparam name="TValue">See <see cref="AppendAsync{TValue}(string, TValue)"/>.</typeparam>
    /// <param name="topicPath">The topic.</param>
    /// <param name="originalSequence">The sequence number of the original event, 0 or more.</param>
    /// <param name="value">The new value.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="EditAsync{TValue}(string, long, TValue)"/>.</returns>
    Task<IEventMetadata> EditAsync<TValue>(string topicPath, long originalSequence, TValue value, CancellationToken cancellationToken);
}
