using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Persistence.Log;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence.Durability;

/// <summary>Lets many wait for the disk at once: all that was appended when a flush begins shares it.</summary>
/// <remarks>
/// Thread-safe. There is no asynchronous flush, so it has a thread of its own: those that serve clients never wait for the disk.
/// Lock: <c>_gate</c> guards the fields; nothing is called under it.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    // What clients may have written before the server reads no more of them until the disk has it.
    private const long MaximumBehind = 8 * 1024 * 1024;

    private readonly DataLog _log;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _work = new(0);
    private readonly Lock _gate = new();
    private readonly Thread _thread;
    private TaskCompletionSource _next = NewRound();
    private TaskCompletionSource? _running;
    private long _runningPosition;
    private long _durable;
    private bool _isRequested;
    private volatile bool _isStopping;
    private IOException? _failure;

    public GroupCommit(DataLog log, ILogger logger)
    {
        _log = log;
        _logger = logger;
        _durable = log.Appended;
        _thread = new Thread(Run) { IsBackground = true, Name = "Messaging.LocalServer flush" };
        _thread.Start();
    }

    /// <summary>Whether so much waits for the disk that nothing more should be taken in.</summary>
    public bool IsBehind => _log.Appended - Interlocked.Read(ref _durable) > MaximumBehind;

    /// <summary>Completes when all that is in the log now is on the disk.</summary>
    /// <returns>A task that fails with an <see cref="IOException"/> if the disk failed, now or ever before.</returns>
    public Task WaitAsync()
    {
        long position = _log.Appended;
        lock (_gate)
        {
            if (_failure is not null)
            {
                return Task.FromException(_failure);
            }

            if (_durable >= position)
            {
                return Task.CompletedTask;
            }

            if (_running is not null && _runningPosition >= position)
            {
                return _running.Task;
            }

            if (!_isRequested)
            {
                _isRequested = true;
                _work.Release();
            }

            return _next.Task;
        }
    }

    /// <summary>Ends the thread, after a last flush.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _work.Release();
        _thread.Join();
        _work.Dispose();
        Fail(new IOException("The server has stopped."));
    }

    private static TaskCompletionSource NewRound() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Run()
    {
        while (!_isStopping)
        {
            _work.Wait();
            TaskCompletionSource round = Begin();
            try
            {
                _log.Flush();
                Complete();
                round.SetResult();
            }
            catch (Exception e)
            {
                ServerLog.LogNotFlushed(_logger, e);
                IOException failure = e as IOException ?? new IOException(e.Message, e);
                Fail(failure);
                Fail(round, failure);
                return;
            }
        }
    }

    private TaskCompletionSource Begin()
    {
        lock (_gate)
        {
            _isRequested = false;
            _runningPosition = _log.Appended;
            (_running, _next) = (_next, NewRound());
            return _running;
        }
    }

    private void Complete()
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _durable, _runningPosition);
            _running = null;
        }
    }

    private void Fail(IOException failure)
    {
        TaskCompletionSource next;
        lock (_gate)
        {
            _failure ??= failure;
            _running = null;
            next = _next;
        }

        Fail(next, failure);
    }

    // Whoever waits learns it, and that may be nobody.
    private static void Fail(TaskCompletionSource round, IOException failure)
    {
        if (round.TrySetException(failure))
        {
            _ = round.Task.Exception;
        }
    }
}
