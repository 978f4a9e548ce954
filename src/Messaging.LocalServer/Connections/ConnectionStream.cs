namespace Messaging.LocalServer.Connections;

/// <summary>The stream that the WebSocket library works on: reads pass through, writes go to the output buffer.</summary>
/// <remarks>
/// It knows what the library cannot: that the next read would have to wait. That is the end of a read batch, and the
/// moment to send all that was written in answer to it.
/// </remarks>
internal sealed class ConnectionStream : Stream
{
    private const int OpcodeMask = 0x0f;
    private const int CloseOpcode = 8;

    private readonly Stream _transport;
    private readonly OutputBuffer _output;
    private readonly WriteBatch _batch;

    public ConnectionStream(Stream transport, OutputBuffer output, WriteBatch batch)
    {
        _transport = transport;
        _output = output;
        _batch = batch;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> read = _transport.ReadAsync(buffer, cancellationToken);
        if (!read.IsCompleted)
        {
            _batch.Flush();
        }

        return read;
    }

    /// <summary>Control frames of the library: pongs, and its close frame for a peer that breaks RFC 6455.</summary>
    /// <remarks>Comes from the reading side only, as nothing is sent through the library: the batch is its own.</remarks>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if ((buffer.Span[0] & OpcodeMask) == CloseOpcode)
        {
            // It says why the connection ends. Nothing may follow, the server's own close frame included (RFC 6455, 5.5.1).
            _ = _output.CompleteAsync(buffer.Span);
            return ValueTask.CompletedTask;
        }

        _output.AppendFrame(buffer.Span, _batch);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
