using System.Threading.Channels;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.DiffusionClient.Tests.Streams;

/// <summary>Remembers how it was called. <see cref="Before"/> may do more, or throw.</summary>
internal sealed class RecordingStream<TValue> : IValueStream<TValue>
{
    private readonly Channel<StreamEvent> _events = Channel.CreateUnbounded<StreamEvent>();

    /// <summary>Runs in each callback, before the call is remembered.</summary>
    public Action<StreamEvent>? Before { get; init; }

    public void OnSubscription(string topicPath, ITopicSpecification specification) =>
        Add(new StreamEvent("subscribe", topicPath, specification));

    public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason) =>
        Add(new StreamEvent("unsubscribe", topicPath, specification, Reason: reason));

    public void OnValue(string topicPath, ITopicSpecification specification, TValue oldValue, TValue newValue) =>
        Add(new StreamEvent("value", topicPath, specification, oldValue, newValue));

    public void OnClose() => Add(new StreamEvent("close"));

    public void OnError(ErrorReason errorReason) => Add(new StreamEvent("error", Reason: errorReason));

    /// <summary>The next call, whenever it comes.</summary>
    public Task<StreamEvent> NextAsync() => _events.Reader.ReadAsync().Within();

    /// <summary>The next calls, each in one line.</summary>
    public async Task<string[]> NextAsync(int count)
    {
        string[] lines = new string[count];
        for (int i = 0; i < count; i++)
        {
            lines[i] = (await NextAsync()).ToString();
        }

        return lines;
    }

    /// <summary>A call that has come already, in one line, or null.</summary>
    public string? TryNext() => _events.Reader.TryRead(out StreamEvent? next) ? next.ToString() : null;

    private void Add(StreamEvent call)
    {
        Before?.Invoke(call);
        _events.Writer.TryWrite(call);
    }
}
