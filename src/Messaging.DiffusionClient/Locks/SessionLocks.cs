using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;
using ApiScope = PushTechnology.ClientInterface.Client.Session.SessionLockScope;
using WireScope = Messaging.DiffusionWire.Services.Locks.SessionLockScope;

namespace Messaging.DiffusionClient.Locks;

/// <summary>The locks that the session has, or waits for (SEC-60, SEC-61, SEC-62). Thread-safe.</summary>
internal sealed class SessionLocks(ISession session, ServiceChannel channel)
{
    private readonly Lock _gate = new();
    private Dictionary<string, SessionLock> Held => field ??= new(StringComparer.Ordinal);

    // Who still waits, by name: a grant that nobody waits for is given back, one that another caller gets as well is not.
    private Dictionary<string, int> Waiting => field ??= new(StringComparer.Ordinal);
    private int _lastRequest = -1;
    private int _connectionsLost;

    public bool IsClosed => session.State.Closed;

    /// <summary>Waits for a lock. One that the session has already is given again, whatever its scope.</summary>
    public async Task<ISessionLock> AcquireAsync(string name, ApiScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SessionLockRequest request;
        int connectionsLost;
        lock (_gate)
        {
            connectionsLost = _connectionsLost;
            if (Held.TryGetValue(name, out SessionLock? held) && held.IsOwned)
            {
                held.IsClaimed = true;
                return held;
            }

            request = new SessionLockRequest(name, ++_lastRequest, (WireScope)scope);
            Waiting[name] = Waiting.GetValueOrDefault(name) + 1;
        }

        Task<SessionLock> acquiring = AcquireAsync(request, connectionsLost);
        try
        {
            return Claim(await acquiring.OrGiveUpAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            _ = Detached.Run(() => AbandonAsync(request, acquiring));
            throw;
        }
        finally
        {
            StopWaiting(name);
        }
    }

    /// <summary>Gives a lock back.</summary>
    /// <returns>Whether the session had it until now.</returns>
    public async Task<bool> ReleaseAsync(SessionLock released, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Held.TryGetValue(released.Name, out SessionLock? held) && held == released)
            {
                Held.Remove(released.Name);
            }
        }

        try
        {
            UnlockResponse response = await channel.RequestAsync<AcquiredLock, UnlockResponse>(
                ServiceId.ReleaseSessionLock, released.Grant, new Operation("Releasing the lock", released.Name), cancellationToken).ConfigureAwait(false);
            return response.Released;
        }
        catch (SessionException) when (!IsClosed)
        {
            // There is no connection, or messages were lost. The caller must be able to try again: to release twice does no harm.
            Restore(released);
            throw;
        }
    }

    /// <summary>The connection is lost, and with it the locks that are bound to it (SEC-60).</summary>
    public void OnConnectionLost()
    {
        lock (_gate)
        {
            _connectionsLost++;
            foreach (SessionLock held in Held.Values.Where(held => held.Scope == ApiScope.UNLOCK_ON_CONNECTION_LOSS).ToList())
            {
                Held.Remove(held.Name);
                held.Lose();
            }
        }
    }

    private async Task<SessionLock> AcquireAsync(SessionLockRequest request, int connectionsLost)
    {
        SessionLock granted;
        try
        {
            granted = await channel.RequestAsync<SessionLockRequest, AcquiredLock, SessionLock>(
                ServiceId.AcquireSessionLock,
                request,
                new Operation("Acquiring the lock", request.Name),
                grant => Hold(grant, connectionsLost),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (OutcomeUnknownException)
        {
            // The server may have the request in its queue still, and nobody here would take the lock.
            _ = Detached.Run(() => QuietlyAsync(() => CancelAsync(request)));
            throw;
        }

        if (granted.IsLost)
        {
            _ = Detached.Run(() => QuietlyAsync(() => ReleaseAsync(granted, CancellationToken.None)));
            throw new SessionException(
                $"Acquiring the lock '{request.Name}' failed: the connection that it was to be bound to is lost. Try again.",
                ErrorReason.COMMUNICATION_FAILURE);
        }

        return granted;
    }

    /// <summary>The server has given a lock. It may be the grant that another call has got already.</summary>
    private SessionLock Hold(AcquiredLock grant, int connectionsLost)
    {
        lock (_gate)
        {
            if (Held.TryGetValue(grant.Name, out SessionLock? held) && held.Grant == grant)
            {
                return held;
            }

            held = new SessionLock(this, grant);
            if (held.Scope == ApiScope.UNLOCK_ON_CONNECTION_LOSS && connectionsLost != _connectionsLost)
            {
                // The server may have given it before the loss, and taken it back by now. No answer says which.
                held.Lose();
            }
            else
            {
                Held[grant.Name] = held;
            }

            return held;
        }
    }

    private void Restore(SessionLock released)
    {
        lock (_gate)
        {
            if (!released.IsLost)
            {
                released.Restore();
                Held.TryAdd(released.Name, released);
            }
        }
    }

    /// <summary>Nobody waits for a request any more. If the server grants it all the same, the lock goes back, unless somebody else has it.</summary>
    private async Task AbandonAsync(SessionLockRequest request, Task<SessionLock> acquiring)
    {
        // A server that cannot cancel may still grant.
        await QuietlyAsync(() => CancelAsync(request)).ConfigureAwait(false);

        // If the lock was refused, or the session is closed, there is nothing to give back, and nobody to tell.
        await QuietlyAsync(async () =>
        {
            SessionLock granted = await acquiring.ConfigureAwait(false);
            if (TakeUnclaimed(granted))
            {
                await granted.UnlockAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    private Task<EmptyMessage> CancelAsync(SessionLockRequest request) => channel.RequestAsync<CancelSessionLockRequest, EmptyMessage>(
        ServiceId.CancelSessionLock,
        new CancelSessionLockRequest(request.Name, request.RequestId),
        new Operation("Cancelling the wait for the lock", request.Name),
        CancellationToken.None);

    private static async Task QuietlyAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DiffusionException)
        {
            // Whoever asked has given up, or was told something else.
        }
    }

    private SessionLock Claim(SessionLock granted)
    {
        lock (_gate)
        {
            granted.IsClaimed = true;
            return granted;
        }
    }

    /// <summary>Takes a lock out that nobody has got and nobody will get.</summary>
    private bool TakeUnclaimed(SessionLock granted)
    {
        lock (_gate)
        {
            return !granted.IsClaimed && !Waiting.ContainsKey(granted.Name) && Held.Remove(granted.Name);
        }
    }

    private void StopWaiting(string name)
    {
        lock (_gate)
        {
            if (--Waiting[name] == 0)
            {
                Waiting.Remove(name);
            }
        }
    }
}
