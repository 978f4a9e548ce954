using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Peers.Product;

/// <summary>A session of the product: one <see cref="MessagingClient"/>.</summary>
internal sealed class ProductSession : PeerSession
{
    private const int HistoryLength = 100;

    private readonly SessionContext _context;
    private readonly bool _sendsDeltas;
    private readonly RoomOptions _options;
    private readonly MessagingClient _client;

    public ProductSession(SessionContext context, RoomKind kind, bool sendsDeltas, int retained = MessagingServer.RetainedMessages)
    {
        _sendsDeltas = sendsDeltas;
        _context = context;
        _options = new RoomOptions { Kind = kind, RetainedRange = $"limit {retained}" };
        _client = MessagingClient.Create(options =>
        {
            options.Url = context.Url;
            options.Principal = MessagingServer.Principal;
            options.Password = MessagingServer.Password;
            options.DisplayName = SenderNames.Of(context.Sender);
        });
    }

    public override Task ConnectAsync(CancellationToken cancellationToken) => _client.ConnectAsync(cancellationToken);

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        if (!_sendsDeltas)
        {
            // An app cannot ask for such a topic, but it joins one that is there.
            await TopicWithoutDeltas.AddAsync(_context.Url, MessagingServer.PathOf(room), _options, cancellationToken);
        }

        IChatRoom joined = await _client.JoinAsync(room, _options, cancellationToken);
        return new ProductRoom(joined, receiver, _context.Faults);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        await using IChatRoom joined = await _client.JoinAsync(room, _options, cancellationToken);
        await foreach (RoomEvent roomEvent in joined.ReadAsync(ReadFrom.Latest(HistoryLength), cancellationToken))
        {
            switch (roomEvent)
            {
                case MessagePosted { Message: var message }:
                    ProductRoom.HandOver(message, receiver);
                    break;
                case CaughtUp:
                    return;
                default:
                    throw new InvalidDataException($"Unexpected while reading the history of '{room}': {roomEvent}.");
            }
        }
    }

    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
