using System.Diagnostics.CodeAnalysis;
using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>
/// Lets tries to send the same message that come at the same time be one. Thread-safe; knows only what is under way.
/// </summary>
internal sealed class SharedSends
{
    private readonly Lock _lock = new();
    private Dictionary<(string Path, MessageId Id), SharedSend> UnderWay => field ??= [];

    /// <summary>Waits for the try that is under way, or begins one, which is given up when all its callers have.</summary>
    /// <param name="path">The room's topic.</param>
    /// <param name="id">The message.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<SendReceipt> SendAsync(
        string path, MessageId id, Func<CancellationToken, Task<SendReceipt>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (SharedSend shared, bool isFirst) = Join((path, id));
        if (isFirst)
        {
            _ = RunAsync((path, id), shared, send(shared.GivenUp.Token));
        }

        SendReceipt receipt;
        try
        {
            receipt = await shared.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It may have come to its end by now: then that counts.
            receipt = await LeaveAsync((path, id), shared, cancellationToken).ConfigureAwait(false);
        }

        return isFirst ? receipt : receipt with { WasDuplicate = true };
    }

    private (SharedSend Shared, bool IsFirst) Join((string Path, MessageId Id) key)
    {
        lock (_lock)
        {
            if (UnderWay.TryGetValue(key, out SharedSend? shared))
            {
                shared.Callers++;
                return (shared, false);
            }

            shared = new SharedSend();
            UnderWay.Add(key, shared);
            return (shared, true);
        }
    }

    /// <summary>The last caller takes the message back, and is told whether that was in time.</summary>
    private async Task<SendReceipt> LeaveAsync((string Path, MessageId Id) key, SharedSend shared, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (--shared.Callers > 0 && !shared.Task.IsCompleted)
            {
                throw SendErrors.LeftToOthers(key.Id, cancellationToken);
            }

            Forget(key, shared);
        }

        await shared.GivenUp.CancelAsync().ConfigureAwait(false);
        try
        {
            return await shared.Task.ConfigureAwait(false);
        }
        catch (OperationCanceledException givenUp)
        {
            throw new OperationCanceledException(givenUp.Message, givenUp.InnerException, cancellationToken);
        }
    }

    private async Task RunAsync((string Path, MessageId Id) key, SharedSend shared, Task<SendReceipt> sending)
    {
        await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            Forget(key, shared);
        }

        try
        {
            shared.Succeed(await sending.ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            shared.Fail(failure);
        }
    }

    /// <summary>Whoever comes from now on begins anew. Another try may have done that already.</summary>
    private void Forget((string Path, MessageId Id) key, SharedSend shared)
    {
        if (UnderWay.GetValueOrDefault(key) == shared)
        {
            UnderWay.Remove(key);
        }
    }

    [SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
    private sealed class SharedSend
    {
        private readonly TaskCompletionSource<SendReceipt> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SharedSend() => _source.Task.Abandon();

        public Task<SendReceipt> Task => _source.Task;

        public CancellationTokenSource GivenUp { get; } = new();

        /// <summary>How many wait. Belongs to <see cref="SharedSends"/>, under its lock.</summary>
        public int Callers { get; set; } = 1;

        public void Succeed(SendReceipt receipt) => _source.SetResult(receipt);

        public void Fail(Exception failure) => _source.SetException(failure);
    }
}
