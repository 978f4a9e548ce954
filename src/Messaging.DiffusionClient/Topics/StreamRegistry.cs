using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Topics;

/// <summary>Decides which streams get which topics, and calls them. Touched only in the session's callback sequence.</summary>
/// <param name="topics">The subscribed topics.</param>
/// <param name="report">Told what goes wrong, in a sentence.</param>
internal sealed class StreamRegistry(TopicCache topics, Action<string> report)
{
    private readonly List<StreamRegistration> _registrations = [];
    private bool _closed;

    /// <summary>Adds a stream and tells it the topics it gets, with their values.</summary>
    public void Add(StreamRegistration registration)
    {
        if (_closed)
        {
            Fail(registration.Stream, ErrorReason.SESSION_CLOSED);
            return;
        }

        _registrations.Add(registration);
        foreach (SubscribedTopic topic in Candidates(registration))
        {
            if (!_registrations.Contains(registration))
            {
                // It has thrown and is gone.
                return;
            }

            bool isTaken = registration.IsFallback && topic.Streams.Length > 0 && !topic.ServedByFallback;
            if (!isTaken && registration.Fits(topic) && !Array.Exists(topic.Streams, registration.IsTwinOf))
            {
                Assign(registration, topic);
            }
        }
    }

    /// <summary>Removes a stream wherever it was added, and closes it.</summary>
    public void Remove(IStream stream)
    {
        if (Withdraw(stream))
        {
            Guard(stream, static stream => stream.OnClose(), nameof(IStream.OnClose));
        }
    }

    /// <summary>Ends all streams.</summary>
    public void Close(ErrorReason reason)
    {
        _closed = true;
        IStream[] streams = [.. _registrations.Select(registration => registration.Stream).Distinct(ReferenceEqualityComparer.Instance).Cast<IStream>()];
        _registrations.Clear();
        topics.Clear();
        foreach (IStream stream in streams)
        {
            Fail(stream, reason);
        }
    }

    /// <summary>A topic is there from now on.</summary>
    public void Subscribed(SubscribedTopic topic)
    {
        if (_closed)
        {
            return;
        }

        topics.Add(topic);
        topic.Streams = StreamsFor(topic);
        foreach (StreamRegistration registration in topic.Streams)
        {
            Call(registration, topic, static (registration, topic) => registration.OnSubscription(topic));
        }
    }

    /// <summary>A topic is gone.</summary>
    public void Unsubscribed(SubscribedTopic topic, TopicUnsubscribeReason reason)
    {
        topics.Remove(topic);
        StreamRegistration[] streams = topic.Streams;
        topic.Streams = [];
        foreach (StreamRegistration registration in streams)
        {
            Call(registration, topic, (registration, topic) => registration.OnUnsubscription(topic, reason));
        }
    }

    /// <summary>The server subscribes the session anew: all topics are gone until it has told of them again (SESS-12).</summary>
    public void Refresh()
    {
        foreach (SubscribedTopic topic in topics.All)
        {
            Unsubscribed(topic, TopicUnsubscribeReason.SUBSCRIPTION_REFRESH);
        }
    }

    /// <summary>A topic has a new value.</summary>
    public void Updated(SubscribedTopic topic, ReadOnlyMemory<byte> bytes)
    {
        HeldValue? oldValue = topic.Value;
        HeldValue value = topic.SetValue(bytes);
        foreach (StreamRegistration registration in topic.Streams)
        {
            Deliver(registration, topic, oldValue, value);
        }

        if (oldValue is not null)
        {
            topic.Reuse(oldValue);
        }
    }

    private SubscribedTopic[] Candidates(StreamRegistration registration)
    {
        if (registration.Selector is { } selector && selector.IsPath(out string? path))
        {
            return topics.TryGet(path, out SubscribedTopic? topic) ? [topic] : [];
        }

        return topics.All;
    }

    private StreamRegistration[] StreamsFor(SubscribedTopic topic)
    {
        StreamRegistration[] selecting = FittingStreams(topic, fallback: false);
        return selecting.Length > 0 ? selecting : FittingStreams(topic, fallback: true);
    }

    private StreamRegistration[] FittingStreams(SubscribedTopic topic, bool fallback)
    {
        List<StreamRegistration> fitting = [];
        foreach (StreamRegistration registration in _registrations)
        {
            if (registration.IsFallback == fallback && registration.Fits(topic) && !fitting.Exists(registration.IsTwinOf))
            {
                fitting.Add(registration);
            }
        }

        return [.. fitting];
    }

    /// <summary>Gives a stream a topic that was subscribed before. A selecting stream takes it away from the fallback streams.</summary>
    private void Assign(StreamRegistration registration, SubscribedTopic topic)
    {
        if (topic.ServedByFallback && !registration.IsFallback)
        {
            StreamRegistration[] fallbacks = topic.Streams;
            topic.Streams = [registration];
            foreach (StreamRegistration fallback in fallbacks)
            {
                Call(fallback, topic, static (fallback, topic) => fallback.OnUnsubscription(topic, TopicUnsubscribeReason.STREAM_CHANGE));
            }
        }
        else
        {
            topic.Streams = [.. topic.Streams, registration];
        }

        Introduce(registration, topic);
    }

    private void Introduce(StreamRegistration registration, SubscribedTopic topic)
    {
        Call(registration, topic, static (registration, topic) => registration.OnSubscription(topic));
        if (topic.Value is { } value)
        {
            Deliver(registration, topic, null, value);
        }
    }

    private void Deliver(StreamRegistration registration, SubscribedTopic topic, HeldValue? oldValue, HeldValue value)
    {
        if (Array.IndexOf(topic.Streams, registration) < 0)
        {
            // A callback before this one has thrown, and the stream is gone.
            return;
        }

        try
        {
            registration.OnValue(topic, oldValue, value);
        }
        catch (WireFormatException e)
        {
            ClientEventSource.Log.ValueUnreadable(topic.Path, e.Message);
            report($"A value of the topic '{topic.Path}' cannot be read: {e.Message}");
        }
        catch (Exception e)
        {
            GiveUp(registration.Stream, e);
        }
    }

    private void Call(StreamRegistration registration, SubscribedTopic topic, Action<StreamRegistration, SubscribedTopic> callback)
    {
        try
        {
            callback(registration, topic);
        }
        catch (Exception e)
        {
            GiveUp(registration.Stream, e);
        }
    }

    /// <summary>A stream has thrown: it is removed and told so.</summary>
    private void GiveUp(IStream stream, Exception exception)
    {
        ClientEventSource.Log.CallbackFailed(stream.GetType().FullName ?? "stream", exception.ToString());
        report($"The stream {stream.GetType()} threw an exception and is removed: {exception.GetType()}: {exception.Message}");
        if (Withdraw(stream))
        {
            Fail(stream, ErrorReason.CALLBACK_EXCEPTION);
        }
    }

    private void Fail(IStream stream, ErrorReason reason) =>
        Guard(stream, stream => stream.OnError(reason), nameof(ICallback.OnError));

    private void Guard(IStream stream, Action<IStream> callback, string name)
    {
        try
        {
            callback(stream);
        }
        catch (Exception e)
        {
            ClientEventSource.Log.CallbackFailed($"{stream.GetType()}.{name}", e.ToString());
            report($"The stream {stream.GetType()} threw an exception in {name}: {e.GetType()}: {e.Message}");
        }
    }

    /// <summary>Takes a stream out. Topics that no stream is left for go to the fallback streams.</summary>
    private bool Withdraw(IStream stream)
    {
        if (_registrations.RemoveAll(registration => ReferenceEquals(registration.Stream, stream)) == 0)
        {
            return false;
        }

        foreach (SubscribedTopic topic in topics.All)
        {
            StreamRegistration[] left = Array.FindAll(topic.Streams, registration => !ReferenceEquals(registration.Stream, stream));
            if (left.Length == topic.Streams.Length)
            {
                continue;
            }

            topic.Streams = left;
            if (left.Length == 0)
            {
                topic.Streams = FittingStreams(topic, fallback: true);
                foreach (StreamRegistration fallback in topic.Streams)
                {
                    Introduce(fallback, topic);
                }
            }
        }

        return true;
    }
}
