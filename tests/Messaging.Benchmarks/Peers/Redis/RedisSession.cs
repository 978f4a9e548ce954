using Messaging.Benchmarks.Messages;
using StackExchange.Redis;

namespace Messaging.Benchmarks.Peers.Redis;

/// <summary>A multiplexer: two connections, one of which is for subscriptions.</summary>
internal sealed class RedisSession(SessionContext context) : PeerSession
{
    private const int HistoryLength = 100;

    private ConnectionMultiplexer? _connection;

    private ConnectionMultiplexer Connection => _connection ?? throw new InvalidOperationException("The session is not connected.");

    public override async Task ConnectAsync(CancellationToken cancellationToken)
    {
        ConfigurationOptions options = new() { EndPoints = { { context.Url.Host, context.Url.Port } } };
        _connection = await ConnectionMultiplexer.ConnectAsync(options);
    }

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        ChannelMessageQueue? messages = null;
        if (receiver is not null)
        {
            // A queue hands messages over one at a time and in order, which a handler does not.
            messages = await Connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(room));
            messages.OnMessage(message => HandOver(message.Message, receiver));
        }

        return new RedisRoom(Connection, room, messages, context);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        ChannelMessageQueue messages = await Connection.GetSubscriber().SubscribeAsync(RedisChannel.Literal(room));
        StreamEntry[] latest = await Connection.GetDatabase().StreamRangeAsync(RedisRoom.StreamOf(room), count: HistoryLength, messageOrder: Order.Descending);
        for (int index = latest.Length - 1; index >= 0; index--)
        {
            ChatLine message = Read(latest[index][RedisRoom.Field]);
            receiver.OnMessage(message.Sender, message.Number);
        }

        await messages.UnsubscribeAsync();
    }

    public override ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? default;

    private static ChatLine Read(RedisValue value) => ChatLineBytes.Read(((ReadOnlyMemory<byte>)value).Span);

    private void HandOver(RedisValue value, IReceiver receiver)
    {
        try
        {
            ChatLine message = Read(value);
            receiver.OnMessage(message.Sender, message.Number);
        }
        catch (Exception fault)
        {
            // The queue would swallow it and go on.
            context.Faults.Report(fault);
        }
    }
}
