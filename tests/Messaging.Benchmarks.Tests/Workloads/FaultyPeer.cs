using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Tests.Workloads;

/// <summary>A peer within this process that does harm to one message, for one receiver.</summary>
internal sealed class FaultyPeer(FaultyPeer.Harm harm) : Peer("faulty", "raw", "does harm")
{
    // The second: a run is a moment, and on a busy machine not many may come in it.
    private const int Harmed = 1;

    private Harm Kind { get; } = harm;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Room> _rooms = new(StringComparer.Ordinal);

    public enum Harm
    {
        None,
        Lose,
        Double,
        Swap,
    }

    public override PeerSession CreateSession(SessionContext context) => new Session(this, context);

    private Room Get(string name)
    {
        lock (_gate)
        {
            return _rooms.TryGetValue(name, out Room? room) ? room : _rooms[name] = new Room();
        }
    }

    /// <summary>Delivers in order, on a thread of its own, as a peer does.</summary>
    private void Deliver(Room room, int sender, int number)
    {
        lock (room)
        {
            room.History.Add((sender, number));
            room.Delivery = room.Delivery.ContinueWith(
                _ =>
                {
                    (IReceiver Receiver, Faults Faults)[] members = room.GetMembers();
                    foreach ((IReceiver receiver, Faults faults) in members)
                    {
                        try
                        {
                            DoHarm(room, receiver, sender, number, isVictim: receiver == members[0].Receiver);
                        }
                        catch (InvalidDataException fault)
                        {
                            faults.Report(fault);
                        }
                    }
                },
                TaskScheduler.Default);
        }
    }

    private void DoHarm(Room room, IReceiver receiver, int sender, int number, bool isVictim)
    {
        bool isHarmed = isVictim && room.Delivered++ == Harmed;
        if (Kind == Harm.Lose && isHarmed)
        {
            return;
        }

        if (Kind == Harm.Swap && isHarmed)
        {
            room.Held = (sender, number);
            return;
        }

        receiver.OnMessage(sender, number);
        if (Kind == Harm.Double && isHarmed)
        {
            receiver.OnMessage(sender, number);
        }

        if (isVictim && room.Held is { } held)
        {
            room.Held = null;
            receiver.OnMessage(held.Sender, held.Number);
        }
    }

    private sealed class Room
    {
        public List<(IReceiver Receiver, Faults Faults)> Members { get; } = [];

        public List<(int Sender, int Number)> History { get; } = [];

        public Task Delivery { get; set; } = Task.CompletedTask;

        public int Delivered { get; set; }

        public (int Sender, int Number)? Held { get; set; }

        public (IReceiver Receiver, Faults Faults)[] GetMembers()
        {
            lock (this)
            {
                return [.. Members];
            }
        }

        public (int Sender, int Number)[] GetLatest(int count)
        {
            lock (this)
            {
                return [.. History.TakeLast(count)];
            }
        }
    }

    private sealed class Session(FaultyPeer peer, SessionContext context) : PeerSession
    {
        public override Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
        {
            Room joined = peer.Get(room);
            if (receiver is not null)
            {
                lock (joined)
                {
                    joined.Members.Add((receiver, context.Faults));
                }
            }

            return Task.FromResult<PeerRoom>(new Joined(peer, joined, context.Sender));
        }

        public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
        {
            await Task.Yield();
            (int Sender, int Number)[] latest = peer.Get(room).GetLatest(100);
            foreach ((int sender, int number) in peer.Kind switch
            {
                Harm.Lose => latest.Where((_, index) => index != latest.Length / 2),
                Harm.Double => latest.Take(1).Concat(latest),
                Harm.Swap => latest.Reverse(),
                _ => latest,
            })
            {
                receiver.OnMessage(sender, number);
            }
        }

        public override ValueTask DisposeAsync() => default;
    }

    private sealed class Joined(FaultyPeer peer, Room room, int sender) : PeerRoom
    {
        public override void Publish(long number) => peer.Deliver(room, sender, (int)(number % Messages.NumberedTexts.Count));

        public override async Task AppendAsync(long number)
        {
            lock (room)
            {
                room.History.Add((sender, (int)(number % Messages.NumberedTexts.Count)));
            }

            await Task.Yield();
        }

        public override ValueTask DisposeAsync() => default;
    }
}
