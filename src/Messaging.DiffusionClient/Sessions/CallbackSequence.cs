using Messaging.DiffusionClient.Diagnostics;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>
/// Runs the callbacks of a session one at a time and in order. The inbound loop takes its turn and calls back itself;
/// whoever else has something to call back leaves it here, and it runs on the thread pool or behind the loop's turn.
/// </summary>
/// <remarks>
/// No lock is held during a callback, and what a callback leaves here runs after it. So whatever only callbacks touch
/// needs no lock. Overflow rule: refuse; see <see cref="TryPost"/>.
/// </remarks>
internal sealed class CallbackSequence : IThreadPoolWorkItem
{
    /// <summary>How much may wait: only an application that blocks in a callback gets anywhere near it.</summary>
    public const int Capacity = 65_536;

    private readonly Lock _gate = new();

    // An Action, or the TaskCompletionSource of a turn that somebody waits for.
    private readonly Queue<object> _waiting = new();
    private bool _occupied;

    /// <summary>Leaves something to run. Never runs it on the caller's thread.</summary>
    /// <returns>False if too much waits already.</returns>
    public bool TryPost(Action callback)
    {
        lock (_gate)
        {
            if (_waiting.Count >= Capacity)
            {
                return false;
            }
        }

        Post(callback);
        return true;
    }

    /// <summary>As <see cref="TryPost"/>, for the few things that must not be refused.</summary>
    public void Post(Action callback)
    {
        lock (_gate)
        {
            _waiting.Enqueue(callback);
            if (_occupied)
            {
                return;
            }

            _occupied = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Takes a turn: until <see cref="Exit"/>, only the caller calls back.</summary>
    public ValueTask EnterAsync()
    {
        lock (_gate)
        {
            if (!_occupied)
            {
                _occupied = true;
                return ValueTask.CompletedTask;
            }

            TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn);
            return new ValueTask(turn.Task);
        }
    }

    /// <summary>Ends the turn, after what was left here meanwhile.</summary>
    public void Exit() => Run();

    void IThreadPoolWorkItem.Execute() => Run();

    private void Run()
    {
        while (Next() is { } next)
        {
            if (next is TaskCompletionSource turn)
            {
                turn.SetResult();
                return;
            }

            try
            {
                ((Action)next)();
            }
            catch (Exception e)
            {
                // Callbacks are guarded where they are called. What comes here is a fault of this library,
                // and it must not end the process of the application.
                ClientEventSource.Log.CallbackFailed("callback sequence", e.ToString());
            }
        }
    }

    private object? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out object? next))
            {
                return next;
            }

            _occupied = false;
            return null;
        }
    }
}
