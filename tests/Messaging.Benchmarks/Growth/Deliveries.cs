using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Growth;

/// <summary>Counts the messages that all receivers get together.</summary>
internal sealed class Deliveries : IReceiver
{
    private TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _awaited;

    /// <summary>Begins to count.</summary>
    /// <param name="count">After how many the task completes.</param>
    public Task ExpectAsync(long count)
    {
        _complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, count);
        return _complete.Task;
    }

    public void OnMessage(int sender, int number)
    {
        if (number is < 0 or >= NumberedTexts.Count)
        {
            _complete.TrySetException(new InvalidDataException("A message came that is none of ours."));
        }

        if (Interlocked.Decrement(ref _awaited) == 0)
        {
            _complete.TrySetResult();
        }
    }
}
