using System.Threading.Channels;
using Messaging.DiffusionClient.Connections;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A connection whose server is the test: it gives the messages, and sees what the client sends.</summary>
internal sealed class ScriptedConnection : IConnection
{
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<byte[]> _fromClient = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _received = [];
    private volatile Task _sendGate = Task.CompletedTask;
    private int _sends;

    /// <summary>Completes when the client lets go of the connection.</summary>
    public Task Disposed => _disposed.Task;

    /// <summary>Whether the client said good-bye on the WebSocket.</summary>
    public bool IsClosedByClient { get; private set; }

    /// <summary>How many batches were sent.</summary>
    public int Sends => Volatile.Read(ref _sends);

    /// <summary>Gives the client a message.</summary>
    public void Give(ReadOnlySpan<byte> message) => _toClient.Writer.TryWrite(message.ToArray());

    /// <summary>Gives the client a message.</summary>
    public void Give(string hex) => Give(Convert.FromHexString(hex));

    /// <summary>Ends the connection between messages, or breaks it.</summary>
    public void End(Exception? exception = null) => _toClient.Writer.TryComplete(exception);

    /// <summary>From here on, sends wait until the task completes.</summary>
    public void HoldSends(Task until) => _sendGate = until;

    /// <summary>The next message that the client sends.</summary>
    public Task<byte[]> TakeAsync() => _fromClient.Reader.ReadAsync().Within();

    /// <summary>A message that the client has sent already, or null.</summary>
    public byte[]? TryTake() => _fromClient.Reader.TryRead(out byte[]? message) ? message : null;

    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        // A message is good until the next receive: who still reads it shall find nothing in it.
        _received.AsSpan().Fill(0xee);
        try
        {
            return _received = await _toClient.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            return e.InnerException is null ? null : throw e.InnerException;
        }
    }

    public async ValueTask SendAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        await _sendGate;
        Interlocked.Increment(ref _sends);
        foreach (ReadOnlyMemory<byte> message in batch)
        {
            _fromClient.Writer.TryWrite(message.ToArray());
        }
    }

    public ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        IsClosedByClient = true;
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _toClient.Writer.TryComplete(new IOException("disposed"));
        _disposed.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
