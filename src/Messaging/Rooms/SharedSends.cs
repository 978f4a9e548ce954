using System.Collections.Concurrent;
using Messaging.Sessions;

namespace Messaging.Rooms;

/// <summary>
/// Lets tries to send the same message that come at the same time be one. Thread-safe; knows only what is under way.
/// </summary>
internal sealed class SharedSends
{
    private readonly ConcurrentDictionary<(string Path, MessageId Id), TaskCompletionSource<SendReceipt>> _underWay = new();

    /// <summary>Waits for the try that is under way, or begins one, which goes on when its callers give up.</summary>
    /// <param name="path">The room's topic.</param>
    /// <param name="id">The message.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<SendReceipt> SendAsync(
        string path, MessageId id, Func<Task<SendReceipt>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mine = new TaskCompletionSource<SendReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<SendReceipt> first = _underWay.GetOrAdd((path, id), mine);
        if (first == mine)
        {
            mine.Task.Abandon();
            _ = RunAsync((path, id), mine, send());
        }

        SendReceipt receipt = await first.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        return first == mine ? receipt : receipt with { WasDuplicate = true };
    }

    private async Task RunAsync((string, MessageId) key, TaskCompletionSource<SendReceipt> mine, Task<SendReceipt> sending)
    {
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _underWay.TryRemove(KeyValuePair.Create(key, mine));
        mine.SetFromTask(sending);
    }
}
