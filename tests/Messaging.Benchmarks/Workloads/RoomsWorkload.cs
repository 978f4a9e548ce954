using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>
/// 200 rooms with 5 members each, every member with a connection of its own. Every member publishes, with at most 4 own messages under
/// way; it publishes the next when it receives one of its own.
/// </summary>
internal sealed class RoomsWorkload(RunContext context) : LoadWorkload(context)
{
    private const int AllRooms = 200;
    private const int MembersPerRoom = 5;
    private const int Window = 4;

    private Member[] _members = [];

    protected override long Operations => _members.Sum(member => member.Received);

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        int rooms = Context.Settings.Scaled(AllRooms);
        PeerSession[] sessions = await Context.ConnectAsync(..(rooms * MembersPerRoom), cancellationToken);
        _members = [.. sessions.Select((session, sender) => new Member(this, session, sender))];
        foreach (Member[] members in _members.Chunk(MembersPerRoom))
        {
            string room = Context.NewRoom();
            foreach (Member member in members)
            {
                await member.JoinAsync(room, cancellationToken);
            }
        }
    }

    public override async ValueTask DisposeAsync() => await Disposing.AllAsync(_members);

    protected override void Start()
    {
        foreach (Member member in _members)
        {
            member.Start();
        }
    }

    protected override Task DrainAsync(CancellationToken cancellationToken) =>
        UntilAsync(() => _members.Sum(member => member.Published) * MembersPerRoom == Operations, cancellationToken);

    protected override Task<long> CheckMessagesAsync(CancellationToken cancellationToken)
    {
        foreach (Member[] members in _members.Chunk(MembersPerRoom))
        {
            foreach (Member member in members)
            {
                member.End(members);
            }
        }

        return Task.FromResult(Operations);
    }

    private sealed class Member(RoomsWorkload workload, PeerSession session, int sender) : IReceiver, IAsyncDisposable
    {
        private readonly Lock _publishing = new();
        private readonly SequenceCheck[] _checks = [.. Enumerable.Range(0, MembersPerRoom).Select(_ => new SequenceCheck())];
        private PeerRoom? _room;
        private long _published;

        public long Published => Volatile.Read(ref _published);

        public long Received => _checks.Sum(check => check.Received);

        public async Task JoinAsync(string room, CancellationToken cancellationToken) =>
            _room = await session.JoinAsync(room, this, cancellationToken);

        public void Start()
        {
            for (int message = 0; message < Window; message++)
            {
                Publish();
            }
        }

        public void OnMessage(int from, int number)
        {
            if (from / MembersPerRoom != sender / MembersPerRoom)
            {
                throw new InvalidDataException($"Member {sender} got a message of {from}, who is in another room.");
            }

            _checks[from % MembersPerRoom].Next(number);
            if (from == sender && !workload.IsStopping)
            {
                Publish();
            }
        }

        public void End(Member[] members)
        {
            for (int index = 0; index < members.Length; index++)
            {
                _checks[index].End(members[index].Published);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await (_room?.DisposeAsync() ?? default);
            await session.DisposeAsync();
        }

        private void Publish()
        {
            lock (_publishing)
            {
                long number = _published;
                Volatile.Write(ref _published, number + 1);
                _room!.Publish(number);
            }
        }
    }
}
