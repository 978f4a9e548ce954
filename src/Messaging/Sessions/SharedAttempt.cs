using System.Diagnostics.CodeAnalysis;

namespace Messaging.Sessions;

/// <summary>
/// One attempt that several callers wait for. Each may give up its wait; when the last one does, the attempt is cancelled.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
internal sealed class SharedAttempt
{
    private readonly CancellationTokenSource _givenUp = new();
    private int _waiters;

    /// <summary>Starts the attempt on the thread pool.</summary>
    public SharedAttempt(Func<CancellationToken, Task> attempt, CancellationToken lifetime)
    {
        Task = Task.Run(
            async () =>
            {
                using CancellationTokenRegistration link = lifetime.Register(_givenUp.Cancel);
                await attempt(_givenUp.Token).ConfigureAwait(false);
            },
            CancellationToken.None);
        Task.Abandon();
    }

    public Task Task { get; }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiters);
        try
        {
            await Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Interlocked.Decrement(ref _waiters) == 0)
            {
                await _givenUp.CancelAsync().ConfigureAwait(false);
            }
        }
    }
}
