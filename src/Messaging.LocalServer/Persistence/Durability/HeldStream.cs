using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Persistence.Durability;

/// <summary>The transport of one connection, which sends nothing before all that it may depend on is on the disk.</summary>
/// <remarks>
/// Who writes here waits first: the <see cref="OutputBuffer"/>. What it writes then was put together before, so what it tells of was
/// in the log by then, and to wait once for the log as it is at that moment is enough, whatever and however much the bytes are. An answer to its author, an event to a subscriber and the result of a query are all the same,
/// and none overtakes another. If the disk fails, the connection ends: its peer is told nothing rather than something untrue.
/// </remarks>
internal sealed class HeldStream(Stream transport, GroupCommit commit) : Stream, IOutputHold
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public Task WaitAsync() => commit.WaitAsync();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        transport.WriteAsync(buffer, cancellationToken);

    /// <remarks>While the disk is far behind no client is read from: else what waits for it would have no bound.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        commit.IsBehind ? ReadAfterAsync(commit.WaitAsync(), buffer, cancellationToken) : transport.ReadAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => transport.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            transport.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadAfterAsync(Task caughtUp, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await caughtUp.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await transport.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
}
