using System.IO.Pipelines;

namespace Messaging.LocalServer.Tests.Hostile;

/// <summary>What the server takes for an upgraded connection: reads what the test says, and keeps what the server says.</summary>
internal sealed class MemoryTransport : Stream
{
    private readonly Pipe _input = new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
    private readonly Stream _inputStream;
    private readonly MemoryStream _output = new();
    private volatile bool _isAborted;

    public MemoryTransport() => _inputStream = _input.Reader.AsStream();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>All that the server has said.</summary>
    public byte[] Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToArray();
            }
        }
    }

    /// <summary>The client says something.</summary>
    public async Task SayAsync(ReadOnlyMemory<byte> bytes) => await _input.Writer.WriteAsync(bytes);

    /// <summary>The client ends the connection.</summary>
    public void End() => _input.Writer.Complete();

    /// <summary>The server cuts it.</summary>
    public void Abort()
    {
        _isAborted = true;
        _input.Reader.CancelPendingRead();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfAborted();
        try
        {
            return await _inputStream.ReadAsync(buffer, cancellationToken);
        }
        catch (OperationCanceledException) when (_isAborted)
        {
            throw new IOException("Aborted.");
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfAborted();
        lock (_output)
        {
            _output.Write(buffer.Span);
        }

        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void ThrowIfAborted()
    {
        if (_isAborted)
        {
            throw new IOException("Aborted.");
        }
    }
}
