using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>One session with 256 loops, each of which waits until the server has said that its message is in the room's history.</summary>
internal sealed class AppendWorkload(RunContext context) : LoadWorkload(context)
{
    private const int Loops = 256;

    private readonly Lock _appending = new();
    private readonly long[] _accepted = new long[Loops];
    private string _name = "";
    private PeerSession? _session;
    private PeerRoom? _room;
    private Task _loops = Task.CompletedTask;
    private long _appended;

    protected override long Operations => _accepted.Sum();

    public override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        _name = Context.NewRoom();
        _session = await Context.ConnectAsync(0, cancellationToken);
        _room = await _session.JoinAsync(_name, receiver: null, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await (_room?.DisposeAsync() ?? default);
        await (_session?.DisposeAsync() ?? default);
    }

    protected override void Start()
    {
        _loops = Task.WhenAll(Enumerable.Range(0, Loops).Select(AppendAsync));
        Context.Faults.Watch(_loops);
    }

    protected override Task DrainAsync(CancellationToken cancellationToken) => _loops.WaitAsync(cancellationToken);

    protected override async Task<long> CheckMessagesAsync(CancellationToken cancellationToken)
    {
        if (!Context.Peer.KeepsHistory)
        {
            // Every message was acknowledged, which is all that can be known.
            return Operations == _appended ? _appended : throw new InvalidDataException($"{_appended} messages were sent and {Operations} acknowledged.");
        }

        await using PeerSession reader = await Context.ConnectAsync(1, cancellationToken);
        HistoryCheck check = new(_appended);
        await reader.ReadHistoryAsync(_name, check, cancellationToken);
        check.End();
        return check.Received;
    }

    private async Task AppendAsync(int loop)
    {
        while (!IsStopping)
        {
            await AppendNext();
            Volatile.Write(ref _accepted[loop], _accepted[loop] + 1);
        }
    }

    private Task AppendNext()
    {
        lock (_appending)
        {
            return _room!.AppendAsync(_appended++);
        }
    }
}
