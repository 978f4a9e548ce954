using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Sessions.Recovery;

/// <summary>
/// Looks for a connection in place of one that was lost: attempt by attempt as the strategy wants it, until one of them brings an answer of
/// the server or the time is up (SESS-10, SESS-19). The time runs from its creation.
/// </summary>
/// <param name="address">The server.</param>
/// <param name="options">What the session was opened with.</param>
/// <param name="strategy">Decides when attempts are made.</param>
/// <param name="loss">How the connection was lost, as the end of a sentence.</param>
internal sealed class SessionRecovery(ServerAddress address, SessionOptions options, IReconnectionStrategy strategy, string loss)
{
    private readonly CancellationTokenSource _end = Detached.Create(
        () => new CancellationTokenSource(TimeSpan.FromMilliseconds(options.ReconnectionTimeoutMilliseconds), options.TimeProvider));

    // How the latest attempt failed, as a clause.
    private string? _latest;

    /// <summary>How the connection was lost, as the end of a sentence.</summary>
    public string Loss => loss;

    /// <summary>Gives up: the session has ended. Returns at once.</summary>
    public void Cancel() => _ = _end.CancelAsync();

    /// <summary>Runs until it is decided. Called once.</summary>
    /// <param name="position">Says where the session stands, before each attempt.</param>
    public async Task<RecoveryOutcome> RunAsync(Func<Reconnection> position)
    {
        try
        {
            while (true)
            {
                ReconnectionAttempt attempt = new();
                Task<Exception?> performing = Detached.Run(() => PerformAsync(attempt));
                if (!await attempt.Decision.WaitAsync(_end.Token).ConfigureAwait(false))
                {
                    return Aborted(await performing.WaitAsync(_end.Token).ConfigureAwait(false));
                }

                if (await TryAsync(position()).ConfigureAwait(false) is { } outcome)
                {
                    return outcome;
                }

                // What a strategy still has to do, such as to wait, it does before it is asked again.
                if (await performing.WaitAsync(_end.Token).ConfigureAwait(false) is { } failure)
                {
                    return Aborted(failure);
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            string why = _latest is null ? string.Empty : $" (the latest attempt: {_latest})";
            return new RecoveryOutcome(null, $"no new connection was made within the reconnection timeout of {options.ReconnectionTimeoutMilliseconds} ms{why}");
        }
    }

    /// <summary>Stops the clock. Only when nobody can cancel any more.</summary>
    public void Dispose() => _end.Dispose();

    private static RecoveryOutcome Aborted(Exception? failure) => failure is null
        ? new RecoveryOutcome(null, "the reconnection strategy gave up")
        : new RecoveryOutcome(null, $"the reconnection strategy gave up: {failure.GetType()}: {failure.Message.TrimEnd('.')}", failure);

    /// <summary>Asks the strategy. It is the application's: it may throw, block, and decide when it likes.</summary>
    /// <returns>What it has thrown, or null.</returns>
    private async Task<Exception?> PerformAsync(ReconnectionAttempt attempt)
    {
        try
        {
            await strategy.PerformReconnection(attempt).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            ClientEventSource.Log.CallbackFailed(strategy.GetType().ToString(), e.ToString());
            attempt.Abort();
            return e;
        }
    }

    /// <summary>Makes an attempt.</summary>
    /// <returns>Null if another one may fare better.</returns>
    private async Task<RecoveryOutcome?> TryAsync(Reconnection reconnection)
    {
        try
        {
            HandshakeResult handshake = await Handshaker.ShakeHandsAsync(address, options, reconnection, _end.Token).ConfigureAwait(false);
            if (HandshakeRefusal.Find(handshake.Response, ConnectionResponseCode.Reconnected, options.Principal) is not { } refusal)
            {
                return new RecoveryOutcome(handshake);
            }

            // It will not say anything else the next time (SESS-19).
            await handshake.Connection.DisposeAsync().ConfigureAwait(false);
            return new RecoveryOutcome(null, $"the server did not take the session up again: {refusal.Why}");
        }
        catch (WireFormatException e)
        {
            return new RecoveryOutcome(null, $"the server's answer to the reconnection is none: {e.Message.TrimEnd('.')}", e);
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            _latest = e.Message.TrimEnd('.');
            ClientEventSource.Log.ReconnectionFailed(address.ToString(), _latest);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A fault of this library, or of an application's judge of certificates: it would be the same again.
            return new RecoveryOutcome(null, $"an attempt to reconnect failed: {e.GetType()}: {e.Message.TrimEnd('.')}", e);
        }
    }
}
