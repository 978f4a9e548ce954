namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>A peer that reads only when it is told to: each write waits for that.</summary>
internal sealed class HaltedStream : Stream
{
    private readonly List<byte> _received = [];
    private (byte[] Bytes, TaskCompletionSource Taken)? _write;

    /// <summary>All that was read.</summary>
    public IReadOnlyList<byte> Received => _received;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is being written. What the writer does then is done when this returns.</summary>
    /// <returns>False if nothing is.</returns>
    public bool Take()
    {
        if (_write is not { } write)
        {
            return false;
        }

        _write = null;
        _received.AddRange(write.Bytes);
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            write.Taken.SetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }

        return true;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _write.Should().BeNull("one write at a time");
        var taken = new TaskCompletionSource();
        _write = (buffer.ToArray(), taken);
        return new ValueTask(taken.Task);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
