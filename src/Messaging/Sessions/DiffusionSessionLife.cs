using System.Diagnostics.CodeAnalysis;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.Sessions;

/// <summary>
/// Hears how one session of the vendor's API lives: that its connection breaks, comes back, that it ends. And says when each
/// attempt to get the connection back is made.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
internal sealed class DiffusionSessionLife(string url, TimeProvider time, Func<double> random) : IReconnectionStrategy
{
    private readonly TaskCompletionSource<MessagingException> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private volatile ReconnectBackoff _backoff = new(random);

    /// <summary>Completes with the reason when the session is closed.</summary>
    public Task<MessagingException> Ended => _end.Task;

    public SessionLink Link { get; } = new();

    /// <summary>Takes a state of the session. Comes on the session's thread, in order, and only hands over.</summary>
    public void OnState(SessionState state)
    {
        if (state.Closed)
        {
            _end.TrySetResult(DiffusionErrors.FromEnd(state, url));
            _ = _over.CancelAsync();
        }
        else if (state.Recovering)
        {
            Link.Lose(DiffusionErrors.FromInterruption(url));
        }
        else if (state.Connected)
        {
            _backoff = new ReconnectBackoff(random);
            Link.Restore();
        }
    }

    /// <summary>
    /// Waits like the client does between sessions, so that the clients of a server that comes back do not arrive all at once.
    /// </summary>
    public async Task PerformReconnection(IReconnectionAttempt reconnection)
    {
        TimeSpan wait = _backoff.Next();
        Link.RetryAt(time.GetUtcNow() + wait);
        try
        {
            await Task.Delay(wait, time, _over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            reconnection.Abort();
            return;
        }

        reconnection.Start();
    }
}
