using System.Threading.Channels;

namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>The server's end of a stream, byte by byte: what is given arrives in pieces of a chosen size, and what the client writes can be read.</summary>
internal sealed class ScriptedStream(int pieceSize = int.MaxValue) : Stream
{
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly Lock _gate = new();
    private readonly List<byte> _written = [];
    private ReadOnlyMemory<byte> _piece;
    private volatile Task _writeGate = Task.CompletedTask;

    /// <summary>All that the client has written.</summary>
    public byte[] Written
    {
        get
        {
            lock (_gate)
            {
                return [.. _written];
            }
        }
    }

    /// <summary>How many writes there were.</summary>
    public int Writes { get; private set; }

    /// <summary>The largest array that the client has read into.</summary>
    public int LargestRead { get; private set; }

    /// <summary>With how many bytes the client waits, or has read last.</summary>
    public int LastRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public ScriptedStream Give(params byte[] bytes)
    {
        _toClient.Writer.TryWrite(bytes);
        return this;
    }

    /// <summary>Gives bytes, written as hexadecimal digits with spaces.</summary>
    public ScriptedStream Give(string hex) => Give(Convert.FromHexString(hex.Replace(" ", string.Empty, StringComparison.Ordinal)));

    /// <summary>The server ends the stream, or it breaks.</summary>
    public ScriptedStream End(Exception? exception = null)
    {
        _toClient.Writer.TryComplete(exception);
        return this;
    }

    public void HoldWrites(Task until) => _writeGate = until;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer.Length.Should().BePositive();
        LargestRead = Math.Max(LargestRead, buffer.Length);
        LastRead = buffer.Length;
        while (_piece.IsEmpty)
        {
            try
            {
                _piece = await _toClient.Reader.ReadAsync(cancellationToken);
            }
            catch (ChannelClosedException e)
            {
                return e.InnerException is null ? 0 : throw e.InnerException;
            }
        }

        int count = Math.Min(Math.Min(buffer.Length, pieceSize), _piece.Length);
        _piece[..count].CopyTo(buffer);
        _piece = _piece[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _writeGate.WaitAsync(cancellationToken);
        lock (_gate)
        {
            Writes++;
            _written.AddRange(buffer.Span);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _toClient.Writer.TryComplete(new ObjectDisposedException(nameof(ScriptedStream)));
        base.Dispose(disposing);
    }
}
