using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Messaging.Benchmarks.Peers.Nats;

/// <summary>A connection to NATS.</summary>
internal sealed class NatsSession : PeerSession
{
    private const string Stream = "HISTORY";
    private const string HistoryPrefix = "history.";
    private const string LivePrefix = "live.";
    private const int HistoryLength = 100;

    private readonly NatsConnection _connection;
    private readonly NatsJSContext _streams;
    private readonly SessionContext _context;

    public NatsSession(SessionContext context)
    {
        _context = context;
        _connection = new NatsConnection(NatsOpts.Default with { Url = context.Url.ToString() });
        _streams = new NatsJSContext(_connection);
    }

    public override async Task ConnectAsync(CancellationToken cancellationToken) => await _connection.ConnectAsync();

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        INatsSub<ChatLine>? subscription = null;
        if (receiver is not null)
        {
            subscription = await _connection.SubscribeCoreAsync(LivePrefix + room, serializer: NatsChatLines.Instance, cancellationToken: cancellationToken);

            // The server has handled the subscription when it has answered what came after it.
            await _connection.PingAsync(cancellationToken);
        }
        else
        {
            await CreateStreamAsync(cancellationToken);
        }

        return new NatsRoom(_connection, _streams, LivePrefix + room, HistoryPrefix + room, subscription, receiver, _context);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        Queue<ChatLine> latest = new(HistoryLength);

        // What an ordered consumer is underneath. That one makes another consumer for each batch, and the server keeps them for minutes.
        ConsumerConfig options = new()
        {
            FilterSubject = HistoryPrefix + room,
            DeliverPolicy = ConsumerConfigDeliverPolicy.All,
            AckPolicy = ConsumerConfigAckPolicy.None,
            MemStorage = true,
            NumReplicas = 1,
            Name = $"join-{Guid.NewGuid():N}",
        };
        INatsJSConsumer consumer = await _streams.CreateOrUpdateConsumerAsync(Stream, options, cancellationToken);
        ulong pending;
        do
        {
            // One batch in W5. After W4 the history is longer, and its end is wanted.
            pending = 0;
            NatsJSFetchOpts batch = new() { MaxMsgs = HistoryLength };
            await foreach (INatsJSMsg<ChatLine> message in consumer.FetchNoWaitAsync(batch, NatsChatLines.Instance, cancellationToken))
            {
                if (latest.Count == HistoryLength)
                {
                    latest.Dequeue();
                }

                latest.Enqueue(message.Data!);
                pending = message.Metadata!.Value.NumPending;
                if (pending == 0)
                {
                    break;
                }
            }
        }
        while (pending > 0);

        await _streams.DeleteConsumerAsync(Stream, options.Name, cancellationToken);
        foreach (ChatLine message in latest)
        {
            receiver.OnMessage(message.Sender, message.Number);
        }
    }

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task CreateStreamAsync(CancellationToken cancellationToken)
    {
        StreamConfig configuration = new(Stream, [HistoryPrefix + ">"])
        {
            Storage = StreamConfigStorage.Memory,
            MaxMsgsPerSubject = MessagingServer.RetainedMessages,
        };
        await _streams.CreateOrUpdateStreamAsync(configuration, cancellationToken);
    }
}
