using Messaging.Benchmarks.Messages;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>Decodes each event to the message that it is, on the session's thread.</summary>
internal sealed class MessageStream(IReceiver receiver, Faults faults) : IValueStream<IEvent<IJSON>>
{
    // As the product does it: no array for each value.
    [ThreadStatic]
    private static MemoryStream? s_bytes;

    public void OnValue(string topicPath, ITopicSpecification specification, IEvent<IJSON> oldValue, IEvent<IJSON> newValue)
    {
        try
        {
            MemoryStream bytes = s_bytes ??= new MemoryStream();
            bytes.SetLength(0);
            newValue.Value.CopyTo(bytes);
            StandInMessage message = MessageCbor.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            receiver.OnMessage(SenderNames.SenderIn(message.Name), NumberedTexts.NumberIn(message.Text));
        }
        catch (Exception fault)
        {
            faults.Report(fault);
        }
    }

    public void OnSubscription(string topicPath, ITopicSpecification specification)
    {
    }

    public void OnUnsubscription(string topicPath, ITopicSpecification specification, TopicUnsubscribeReason reason)
    {
    }

    public void OnClose()
    {
    }

    public void OnError(ErrorReason errorReason)
    {
    }
}
