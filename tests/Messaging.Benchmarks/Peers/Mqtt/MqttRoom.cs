using Messaging.Benchmarks.Messages;
using MQTTnet;
using MQTTnet.Protocol;

namespace Messaging.Benchmarks.Peers.Mqtt;

/// <summary>A topic.</summary>
internal sealed class MqttRoom(IMqttClient client, string room, SessionContext context) : PeerRoom
{
    private readonly string _name = SenderNames.Of(context.Sender);

    public override void Publish(long number) =>
        context.Faults.Watch(client.PublishAsync(Describe(number, MqttQualityOfServiceLevel.AtMostOnce)));

    public override async Task AppendAsync(long number)
    {
        MqttClientPublishResult answer = await client.PublishAsync(Describe(number, MqttQualityOfServiceLevel.AtLeastOnce));
        if (!answer.IsSuccess)
        {
            throw new InvalidDataException($"A message was refused: {answer.ReasonString}");
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            await client.UnsubscribeAsync(new MqttClientUnsubscribeOptionsBuilder().WithTopicFilter(room).Build());
        }
    }

    private MqttApplicationMessage Describe(long number, MqttQualityOfServiceLevel quality) => new MqttApplicationMessageBuilder()
        .WithTopic(room)
        .WithPayload(ChatLineBytes.Write(number, _name))
        .WithQualityOfServiceLevel(quality)
        .Build();
}
