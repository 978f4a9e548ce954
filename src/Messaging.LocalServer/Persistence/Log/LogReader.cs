using Messaging.LocalServer.Persistence.Files;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>Reads the records of a log one by one, up to the end or to the first that is not whole.</summary>
internal sealed class LogReader
{
    private const int Window = 256 * 1024;

    private readonly IDataFile _file;
    private readonly long _end;
    private byte[] _buffer = new byte[Window];
    private long _bufferPosition;
    private int _buffered;

    private LogReader(IDataFile file, LogHeader header, long position, long end)
    {
        _file = file;
        _end = end;
        Header = header;
        Position = position;
    }

    public LogHeader Header { get; }

    /// <summary>Where the next record begins.</summary>
    public long Position { get; private set; }

    /// <summary>Begins behind the header.</summary>
    /// <exception cref="InvalidDataException">The header is not one that this server reads; the message says why, as a clause.</exception>
    public static LogReader Open(IDataFile file)
    {
        byte[] header = new byte[LogHeader.Size];
        int read = file.Read(header, 0);
        return new LogReader(file, LogHeader.Read(header.AsSpan(0, read)), LogHeader.Size, file.Length);
    }

    /// <summary>Reads records of the same log between two positions, both at the beginning of a record or the end.</summary>
    public LogReader Between(long position, long end) => new(_file, Header, position, end);

    /// <summary>Reads the next record.</summary>
    /// <param name="body">Its body, good until the next call.</param>
    /// <returns>False at the end, or if what comes is no whole record.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (!RecordHeader.TryRead(Peek(Position, RecordHeader.Size).Span, Header.Salt, Position, out RecordHeader header)
            || header.Length > _end - Position - RecordHeader.Size)
        {
            return false;
        }

        ReadOnlyMemory<byte> candidate = Peek(Position + RecordHeader.Size, header.Length);
        if (candidate.Length < header.Length || Checksum.Of(candidate.Span) != header.BodyCheck)
        {
            return false;
        }

        Position += RecordHeader.Size + header.Length;
        body = candidate;
        return true;
    }

    /// <summary>Looks behind a record that could not be read for one that says that the former had been safe.</summary>
    /// <returns>Whether the log is damaged here. If not, it ends here: what follows was never sure to survive.</returns>
    public bool IsDamagedHere()
    {
        for (long position = Position + 1; position <= _end - RecordHeader.Size; position++)
        {
            if (RecordHeader.TryRead(Peek(position, RecordHeader.Size).Span, Header.Salt, position, out RecordHeader later) && later.Settled > Position)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlyMemory<byte> Peek(long position, int count)
    {
        count = (int)Math.Min(count, _end - position);
        if (position < _bufferPosition || position + count > _bufferPosition + _buffered)
        {
            if (_buffer.Length < count || (_buffer.Length > Window && count <= Window))
            {
                _buffer = new byte[Math.Max(count, Window)];
            }

            _buffered = _file.Read(_buffer.AsSpan(0, (int)Math.Min(_buffer.Length, _end - position)), position);
            _bufferPosition = position;
        }

        int offset = (int)(position - _bufferPosition);
        return _buffer.AsMemory(offset, Math.Min(count, _buffered - offset));
    }
}
