using System.Collections.Concurrent;
using System.Text;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>A connection of a floor. One join, and one history, at a time.</summary>
internal sealed class RawSession(SessionContext context, Func<SessionContext, CancellationToken, Task<IRawLink>> connect) : PeerSession
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _appends = new();
    private readonly CancellationTokenSource _closing = new();
    private IRawLink? _link;
    private Task _reading = Task.CompletedTask;
    private TaskCompletionSource<int>? _join;
    private TaskCompletionSource? _history;
    private IReceiver? _receiver;
    private IReceiver? _historyReceiver;
    private int _correlation;

    private IRawLink Link => _link ?? throw new InvalidOperationException("The session is not connected.");

    public override async Task ConnectAsync(CancellationToken cancellationToken)
    {
        _link = await connect(context, cancellationToken);
        _reading = ReadAsync(_link);
    }

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        _receiver = receiver ?? _receiver;
        return new RawRoom(this, await FindRoomAsync(receiver is null ? RawProtocol.Find : RawProtocol.Join, room, cancellationToken), context.Sender);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        int number = await FindRoomAsync(RawProtocol.Find, room, cancellationToken);
        _historyReceiver = receiver;
        _history = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SendNumbers(RawProtocol.History, number);
        await _history.Task.WaitAsync(cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await (_link?.DisposeAsync() ?? default);
        await _reading;
        _closing.Dispose();
    }

    public void Publish(int room, int sender, int number)
    {
        Span<byte> message = stackalloc byte[256];
        int length = RawProtocol.Write(message, RawProtocol.Message, room);
        length += RawProtocol.WritePayload(message[length..], sender, number);
        Link.Send(message[..length]);
    }

    public Task AppendAsync(int room, int sender, int number)
    {
        TaskCompletionSource accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int correlation = Interlocked.Increment(ref _correlation);
        _appends[correlation] = accepted;
        Span<byte> message = stackalloc byte[256];
        int length = RawProtocol.Write(message, RawProtocol.Append, room, correlation);
        length += RawProtocol.WritePayload(message[length..], sender, number);
        Link.Send(message[..length]);
        return accepted.Task;
    }

    public void Leave(int room) => SendNumbers(RawProtocol.Leave, room);

    private async Task<int> FindRoomAsync(byte kind, string room, CancellationToken cancellationToken)
    {
        _join = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Link.Send([kind, .. Encoding.UTF8.GetBytes(room)]);
        return await _join.Task.WaitAsync(cancellationToken);
    }

    private void SendNumbers(byte kind, int number)
    {
        Span<byte> message = stackalloc byte[16];
        Link.Send(message[..RawProtocol.Write(message, kind, number)]);
    }

    private async Task ReadAsync(IRawLink link)
    {
        try
        {
            await link.ReadAsync(OnMessage, _closing.Token);
        }
        catch (Exception) when (_closing.IsCancellationRequested)
        {
            // It was closed.
        }
        catch (Exception fault)
        {
            context.Faults.Report(fault);
        }
    }

    private void OnMessage(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case RawProtocol.Message:
                RawProtocol.HandOver(message[1..], _receiver!);
                break;
            case RawProtocol.Append when _appends.TryRemove(RawProtocol.Read(message, 0), out TaskCompletionSource? accepted):
                accepted.SetResult();
                break;
            case RawProtocol.Join:
                _join!.SetResult(RawProtocol.Read(message, 0));
                break;
            case RawProtocol.History:
                for (ReadOnlySpan<byte> rest = message[1..]; !rest.IsEmpty; rest = rest[RawProtocol.PayloadLength..])
                {
                    RawProtocol.HandOver(rest, _historyReceiver!);
                }

                _history!.SetResult();
                break;
            default:
                throw new InvalidDataException($"A message of kind {message[0]} that nobody waits for.");
        }
    }
}
