using Messaging.Benchmarks.Messages;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Messaging.Benchmarks.Peers.Nats;

/// <summary>A subject for what is published, and one of a stream for what is appended.</summary>
internal sealed class NatsRoom : PeerRoom
{
    private readonly NatsConnection _connection;
    private readonly NatsJSContext _streams;
    private readonly string _live;
    private readonly string _history;
    private readonly INatsSub<ChatLine>? _subscription;
    private readonly SessionContext _context;
    private readonly string _name;
    private readonly Task _reading;

    public NatsRoom(
        NatsConnection connection, NatsJSContext streams, string live, string history, INatsSub<ChatLine>? subscription, IReceiver? receiver, SessionContext context)
    {
        _connection = connection;
        _streams = streams;
        _live = live;
        _history = history;
        _subscription = subscription;
        _context = context;
        _name = SenderNames.Of(context.Sender);
        _reading = subscription is null ? Task.CompletedTask : ReadAsync(subscription, receiver!);
        context.Faults.Watch(_reading);
    }

    public override void Publish(long number)
    {
        ValueTask publishing = _connection.PublishAsync(_live, ChatLine.Create(number, _name), serializer: NatsChatLines.Instance);
        if (!publishing.IsCompletedSuccessfully)
        {
            _context.Faults.Watch(publishing.AsTask());
        }
    }

    public override async Task AppendAsync(long number)
    {
        PubAckResponse answer = await _streams.PublishAsync(_history, ChatLine.Create(number, _name), serializer: NatsChatLines.Instance);
        answer.EnsureSuccess();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_subscription is not null)
        {
            await _subscription.DisposeAsync();
            await _reading;
        }
    }

    private static async Task ReadAsync(INatsSub<ChatLine> subscription, IReceiver receiver)
    {
        await foreach (NatsMsg<ChatLine> message in subscription.Msgs.ReadAllAsync())
        {
            message.EnsureSuccess();
            receiver.OnMessage(message.Data!.Sender, message.Data.Number);
        }
    }
}
