using Messaging.LocalServer.Persistence.Files;

namespace Messaging.LocalServer.Persistence.Log;

/// <summary>The log that a running server appends to: always one file, which compaction replaces.</summary>
/// <remarks>
/// <para>Thread-safe. Locks: <c>_flushing</c> is held while a file is flushed or replaced, by threads of the log's own only;
/// <c>_gate</c> guards the fields, and is held for one write at a time. It is the innermost lock of whoever appends.</para>
/// <para>A failure to write is the writer's: nothing was appended, and the next record may succeed. After a failure to flush nobody knows
/// what is on the disk, and to flush again would not tell: the log takes and confirms nothing any more.</para>
/// </remarks>
internal sealed class DataLog : IDisposable
{
    private readonly IDataFiles _files;
    private readonly bool _flushes;
    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private LogFile _file;
    private long _appended;
    private IOException? _failure;

    public DataLog(IDataFiles files, LogFile file, bool flushes)
    {
        _files = files;
        _flushes = flushes;
        _file = file;
        _file.SettlesAtOnce = !flushes;
    }

    /// <summary>How many bytes were appended since the server started, in whichever file they are.</summary>
    public long Appended => Interlocked.Read(ref _appended);

    /// <summary>Whether nobody knows any more what is on the disk.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>The file, and where the next record goes in it. Records before that are in memory as well, once <c>_gate</c> is free.</summary>
    public (LogFile File, long Length) End
    {
        get
        {
            lock (_gate)
            {
                return (_file, _file.Length);
            }
        }
    }

    /// <summary>Appends a record; the operating system has it when this returns.</summary>
    /// <returns>The length of the file now.</returns>
    /// <exception cref="IOException">It was not appended.</exception>
    public long Append(ReadOnlySpan<byte> start, ReadOnlyMemory<byte> rest)
    {
        lock (_gate)
        {
            RequireIntact();
            int size = _file.Append(start, rest);
            Interlocked.Add(ref _appended, size);
            return _file.Length;
        }
    }

    /// <summary>Waits until all that was appended before is on the disk. Blocks the thread.</summary>
    /// <exception cref="IOException">Nobody knows what is there. The log is of no use any more.</exception>
    public void Flush()
    {
        lock (_flushing)
        {
            LogFile file;
            long length;
            lock (_gate)
            {
                RequireIntact();
                file = _file;
                length = file.Length;
            }

            FlushOrFail(file.Flush);
            lock (_gate)
            {
                file.Settled = length;
            }
        }
    }

    /// <summary>Replaces the file by one that says the same.</summary>
    /// <param name="next">It, with all records of the present file up to a position.</param>
    /// <param name="position">That position.</param>
    /// <param name="copy">Copies the records of the present file between two positions to the next.</param>
    /// <remarks>
    /// Whatever was confirmed is on the disk in the new file before the file gets its name: a machine that dies then finds either
    /// file, and in either what was confirmed. Who appends waits for one rename and the copy of what came during one flush.
    /// </remarks>
    /// <exception cref="IOException">The file was not replaced, or the log is of no use any more.</exception>
    public void Replace(LogFile next, long position, Action<LogFile, long, long> copy)
    {
        lock (_flushing)
        {
            (LogFile present, long length) = End;
            copy(present, position, length);
            next.Flush();
            lock (_gate)
            {
                RequireIntact();
                next.Settled = next.Length;
                next.SettlesAtOnce = !_flushes;
                copy(present, length, present.Length);
                _files.Rename(LogNames.Unfinished(next.Name), next.Name);
                _file = next;
                length = next.Length;
            }

            FlushOrFail(next.Flush);
            FlushOrFail(_files.Flush);
            lock (_gate)
            {
                next.Settled = length;
            }
        }
    }

    public void Dispose()
    {
        lock (_flushing)
        {
            lock (_gate)
            {
                _failure ??= new IOException("The log is closed.");
                _file.Dispose();
            }
        }
    }

    private void RequireIntact()
    {
        if (_failure is not null)
        {
            throw new IOException(_failure.Message, _failure);
        }
    }

    private void FlushOrFail(Action flush)
    {
        try
        {
            flush();
        }
        catch (IOException e)
        {
            lock (_gate)
            {
                _failure ??= e;
            }

            throw;
        }
    }
}
