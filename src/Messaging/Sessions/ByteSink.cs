namespace Messaging.Sessions;

/// <summary>A stream into a buffer that is used again and again. Belongs to one thread.</summary>
internal sealed class ByteSink : Stream
{
    /// <summary>What a larger value needed is given back with the next one.</summary>
    private const int LargestKept = 64 * 1024;

    private byte[] _buffer = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > LargestKept)
        {
            _buffer = new byte[LargestKept];
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > _buffer.Length - _length)
        {
            Array.Resize(ref _buffer, Math.Max(checked(_length + buffer.Length), 2 * _buffer.Length));
        }

        buffer.CopyTo(_buffer.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
