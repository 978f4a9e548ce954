using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Persistence.Files;
using Messaging.LocalServer.Persistence.Log;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence;

/// <summary>Replaces a log that is large, and half of which says nothing any more, by one that says the same in less.</summary>
/// <remarks>
/// <para>It works on a thread of its own, one compaction at a time, while the server goes on: a snapshot of what there is, then
/// the records that came in the meantime, copied from the present log until few are left, and the rest while nobody can append.</para>
/// <para>The new log has another name until it is complete, so an end of the process at any step leaves one log that counts.
/// A compaction that fails changes nothing; the log grows on, and the next try is when it is half as large again.</para>
/// </remarks>
internal sealed class Compactor : IDisposable
{
    // The copy under lock is to be short; who appends faster than a file is copied has to wait a little longer for it.
    private const long ShortRest = 256 * 1024;
    private const int MaximumRounds = 20;

    private readonly IDataFiles _files;
    private readonly DataLog _log;
    private readonly ServerState _state;
    private readonly long _threshold;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private long _nextAt;
    private bool _isStopping;
    private Thread? _thread;

    public Compactor(IDataFiles files, DataLog log, ServerState state, long threshold, ILogger logger)
    {
        _files = files;
        _log = log;
        _state = state;
        _threshold = threshold;
        _nextAt = threshold;
        _logger = logger;
    }

    /// <summary>Starts to compact if the log is large enough for that. Called under locks: does not wait for anything.</summary>
    public void OnGrown(long length)
    {
        if (length < Volatile.Read(ref _nextAt))
        {
            return;
        }

        lock (_gate)
        {
            if (_isStopping || length < _nextAt || _thread is not null)
            {
                return;
            }

            _thread = new Thread(Run) { IsBackground = true, Name = "Messaging.LocalServer compaction" };
            _thread.Start();
        }
    }

    /// <summary>Gives up what is being done.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            _isStopping = true;
            thread = _thread;
        }

        _stopping.Cancel();
        thread?.Join();
        _stopping.Dispose();
    }

    /// <summary>Compacts now, on this thread, whatever there is to gain.</summary>
    /// <exception cref="IOException">The log was not replaced.</exception>
    /// <exception cref="InvalidDataException">The present log has a record that cannot be read.</exception>
    public void Compact()
    {
        (LogFile present, long start) = _log.End;
        string name = LogNames.Next(present.Name);
        IDataFile? file = null;
        LogFile next;
        try
        {
            file = _files.Create(LogNames.Unfinished(name));
            next = LogFile.Begin(name, file, NewHeader());
            next.SettlesAtOnce = true;
            Snapshot.Write(_state, next, _stopping.Token);
            long position = CopyUntilShort(next, start);
            _log.Replace(next, position, (from, begin, end) => Copy(from, next, begin, end));
        }
        catch
        {
            if (_log.End.File.File != file)
            {
                file?.Dispose();
                Discard(LogNames.Unfinished(name));
                Discard(name);
            }

            throw;
        }

        present.Dispose();
        Discard(present.Name);
        ServerLog.LogCompacted(_logger, present.Name, present.Length, next.Name, next.Length);
    }

    public static LogHeader NewHeader() => new((ulong)Random.Shared.NextInt64(long.MinValue, long.MaxValue));

    private void Run()
    {
        long nextAt = long.MaxValue;
        try
        {
            nextAt = CompactIfWorthIt();
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            long length = _log.End.Length;
            nextAt = length + (length / 2);
            ServerLog.LogNotCompacted(_logger, e);
        }

        lock (_gate)
        {
            Volatile.Write(ref _nextAt, nextAt);
            _thread = null;
        }
    }

    private long CompactIfWorthIt()
    {
        long live = Snapshot.EstimateSize(_state.Topics);
        if (_log.End.Length - live >= live)
        {
            Compact();
            live = _log.End.Length;
        }

        return Math.Max(_threshold, 2 * live);
    }

    private long CopyUntilShort(LogFile next, long position)
    {
        for (int round = 0; round < MaximumRounds; round++)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            (LogFile present, long end) = _log.End;
            if (end - position <= ShortRest)
            {
                break;
            }

            Copy(present, next, position, end);
            position = end;
        }

        return position;
    }

    private static void Copy(LogFile from, LogFile to, long begin, long end)
    {
        LogReader reader = LogReader.Open(from.File).Between(begin, end);
        while (reader.Position < end)
        {
            to.Append(reader.TryRead(out ReadOnlyMemory<byte> body)
                ? body.Span
                : throw new InvalidDataException($"The record at {reader.Position} of the log {from.Name} cannot be read back."));
        }
    }

    // What remains is no harm: the next start, or the next compaction, takes it away.
    private void Discard(string name)
    {
        try
        {
            _files.Delete(name);
        }
        catch (IOException e)
        {
            ServerLog.FileNotDeleted(_logger, name, e);
        }
    }
}
