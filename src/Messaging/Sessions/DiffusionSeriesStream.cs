using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Sessions;

/// <summary>Passes the callbacks of a time series stream on to a listener.</summary>
internal sealed class DiffusionSeriesStream(ITopicListener listener) : IValueStream<IEvent<IJSON>>
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Never fails: whoever appends may give an event a time that no calendar has.</summary>
    public static EventMetadata ToMetadata(IEventMetadata metadata) => new(
        metadata.Sequence,
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(metadata.Timestamp, Earliest, Latest)),
        metadata.Author);

    public static TopicValue ToValue(IEvent<IJSON> @event) => new Value(@event);

    public void OnSubscription(string topicPath, ITopicSpecification specification) =>
        listener.OnSubscribed(DiffusionValueStream.Describe(specification));

    public void OnValue(string topicPath, ITopicSpecification specification, IEvent<IJSON> oldValue, IEvent<IJSON> newValue) =>
        listener.OnValue(ToValue(newValue));

    public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason) =>
        listener.OnUnsubscribed(DiffusionValueStream.ToCause(reason));

    public void OnClose()
    {
        // The one who removed the stream knows.
    }

    public void OnError(ErrorReason errorReason)
    {
        // Streams fail with their session, whose end is reported by its state.
    }

    /// <summary>Keeps the bare JSON value only: a room keeps its latest events, and what it needs of the SDK's it has made its own.</summary>
    private sealed class Value(IEvent<IJSON> @event) : TopicValue
    {
        private readonly IJSON _json = @event.Value;

        public override EventMetadata Event { get; } = ToMetadata(@event.Metadata);

        public override EventMetadata? Original { get; } = @event.IsEditEvent ? ToMetadata(@event.OriginalMetadata) : null;

        public override string ToJson() => DiffusionJson.ToText(_json);

        public override ReadOnlySpan<byte> ToCbor() => DiffusionJson.ToCbor(_json);
    }
}
