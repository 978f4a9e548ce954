using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>Keeps the values of a stream of the vendor's .NET API until the test asks for them.</summary>
public sealed class ValueRecorder<TValue> : IValueStream<TValue>
{
    private readonly Channel<TValue> _values = Channel.CreateUnbounded<TValue>();

    public Task<TValue> NextAsync() => _values.Reader.ReadAsync().Within();

    public void OnValue(string topicPath, ITopicSpecification specification, TValue oldValue, TValue newValue) => _values.Writer.TryWrite(newValue);

    public void OnSubscription(string topicPath, ITopicSpecification specification)
    {
    }

    public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason)
    {
    }

    public void OnClose() => _values.Writer.TryComplete();

    public void OnError(ErrorReason errorReason) => _values.Writer.TryComplete(new InvalidOperationException($"The stream failed: {errorReason}."));
}
