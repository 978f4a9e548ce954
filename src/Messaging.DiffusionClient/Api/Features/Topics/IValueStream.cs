#nullable disable
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace PushTechnology.ClientInterface.Client.Features.Topics;

/// <summary>Told the values of topics.</summary>
/// <typeparam name="TValue">
/// <c>IJSON</c> (JSON, STRING, INT64 and DOUBLE topics), <c>string</c>, <c>long?</c>, <c>double?</c>, <c>IBinary</c> (their own
/// topics), or <c>IBytes</c> (any topic, as bytes). Of a time series topic it is the bare values of events as they come, or the
/// events themselves if the stream was added by <see cref="ITopics.AddTimeSeriesStream"/>.
/// </typeparam>
/// <remarks>
/// A callback that throws is the stream's last but one: the session removes the stream and calls <c>OnError</c> with
/// CALLBACK_EXCEPTION.
/// </remarks>
public interface IValueStream<in TValue> : ISubscriberStream
{
    /// <summary>A topic has a new value, or had one when the stream was added.</summary>
    /// <param name="topicPath">The topic.</param>
    /// <param name="specification">Its type and properties.</param>
    /// <param name="oldValue">The value before; null if this is the first one for this stream.</param>
    /// <param name="newValue">The value.</param>
    void OnValue(string topicPath, ITopicSpecification specification, TValue oldValue, TValue newValue);
}
