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
    public void OnValue(string topicPath, ITopicSpecification specification, IEvent<IJSON> oldValue, IEvent<IJSON> newValue)
    {
        try
        {
            StandInMessage message = MessageCbor.Read(newValue.Value.ToByteArray());
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
