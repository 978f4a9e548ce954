using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;
using StackExchange.Redis;

namespace Messaging.Benchmarks.Peers.Redis;

/// <summary>A channel for what is published, and a stream for what is appended.</summary>
internal sealed class RedisRoom(ConnectionMultiplexer connection, string room, ChannelMessageQueue? messages, SessionContext context) : PeerRoom
{
    /// <summary>The field of a stream's entry that has the message.</summary>
    public const string Field = "m";

    private readonly ISubscriber _subscriber = connection.GetSubscriber();
    private readonly IDatabase _database = connection.GetDatabase();
    private readonly RedisChannel _channel = RedisChannel.Literal(room);
    private readonly string _name = SenderNames.Of(context.Sender);

    /// <summary>The key of a room's stream.</summary>
    public static RedisKey StreamOf(string room) => "history:" + room;

    public override void Publish(long number) => _subscriber.Publish(_channel, ChatLineBytes.Write(number, _name), CommandFlags.FireAndForget);

    public override Task AppendAsync(long number) => _database.StreamAddAsync(
        StreamOf(room), Field, ChatLineBytes.Write(number, _name), maxLength: MessagingServer.RetainedMessages, useApproximateMaxLength: true);

    public override async ValueTask DisposeAsync()
    {
        if (messages is not null && connection.IsConnected)
        {
            await messages.UnsubscribeAsync();
        }
    }
}
