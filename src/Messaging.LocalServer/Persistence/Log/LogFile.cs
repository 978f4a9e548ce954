using Messaging.LocalServer.Persistence.Files;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>One log: a header, and records that are only ever appended.</summary>
/// <remarks>Not thread-safe, but for <see cref="Flush"/>, which may run while records are appended.</remarks>
internal sealed class LogFile : IDisposable
{
    private readonly ReadOnlyMemory<byte>[] _buffers = new ReadOnlyMemory<byte>[2];
    private readonly LogHeader _header;
    private byte[] _head = new byte[256];

    public LogFile(string name, IDataFile file, LogHeader header, long length)
    {
        Name = name;
        File = file;
        _header = header;
        Length = length;
        Settled = length;
    }

    /// <summary>The name that the file has, or will have when it is complete.</summary>
    public string Name { get; }

    public IDataFile File { get; }

    /// <summary>Where the next record goes.</summary>
    public long Length { get; private set; }

    /// <summary>Up to where its records are sure to survive, as far as <see cref="SettlesAtOnce"/> does not say all of them.</summary>
    public long Settled { get; set; }

    /// <summary>Whether a record counts as sure to survive as soon as it is written.</summary>
    public bool SettlesAtOnce { get; set; }

    /// <summary>Begins a log in an empty file.</summary>
    public static LogFile Begin(string name, IDataFile file, LogHeader header)
    {
        byte[] bytes = new byte[LogHeader.Size];
        header.WriteTo(bytes);
        file.Write([bytes], 0);
        return new LogFile(name, file, header, LogHeader.Size);
    }

    /// <summary>The bytes that a record of a body takes.</summary>
    public static long SizeOf(long bodyLength) => RecordHeader.Size + bodyLength;

    /// <summary>Appends a record, whose body is given in two parts so that nobody has to put them together first.</summary>
    /// <returns>The bytes that it takes.</returns>
    /// <exception cref="IOException">It was not written; the log is as before.</exception>
    public int Append(ReadOnlySpan<byte> start, ReadOnlyMemory<byte> rest = default)
    {
        int headLength = RecordHeader.Size + start.Length;
        if (_head.Length < headLength)
        {
            _head = new byte[headLength];
        }

        start.CopyTo(_head.AsSpan(RecordHeader.Size));
        uint check = Checksum.Finish(Checksum.Append(Checksum.Append(Checksum.Start, start), rest.Span));
        new RecordHeader(checked(start.Length + rest.Length), SettlesAtOnce ? Length : Settled, check).WriteTo(_head, _header.Salt, Length);
        _buffers[0] = _head.AsMemory(0, headLength);
        _buffers[1] = rest;
        try
        {
            File.Write(_buffers, Length);
        }
        catch (IOException)
        {
            Cut();
            throw;
        }
        finally
        {
            _buffers[1] = default;
        }

        int size = headLength + rest.Length;
        Length += size;
        return size;
    }

    /// <summary>Waits until all that was appended before is on the disk.</summary>
    public void Flush() => File.Flush();

    public void Dispose() => File.Dispose();

    // If this fails, too, the next record overwrites what is left, or recovery finds it at the end and cuts it off.
    private void Cut()
    {
        try
        {
            File.SetLength(Length);
        }
        catch (IOException)
        {
        }
    }
}
