using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using PushTechnology.ClientInterface.Client.Session;
using ApiScope = PushTechnology.ClientInterface.Client.Session.SessionLockScope;
using WireScope = Messaging.DiffusionWire.Services.Locks.SessionLockScope;

namespace Messaging.DiffusionClient.Locks;

/// <summary>The locks that the session has, or waits for (SEC-60, SEC-61, SEC-62). Thread-safe.</summary>
internal sealed class SessionLocks(ISession session, ServiceChannel channel)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SessionLock> _held = new(StringComparer.Ordinal);

    // Who still waits, by name: a grant that nobody waits for is given back, one that another caller gets as well is not.
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private int _lastRequest = -1;

    public bool IsClosed => session.State.Closed;

    /// <summary>Waits for a lock. One that the session has already is given again, whatever its scope.</summary>
    public async Task<ISessionLock> AcquireAsync(string name, ApiScope scope, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SessionLockRequest request;
        lock (_gate)
        {
            if (_held.TryGetValue(name, out SessionLock? held) && held.IsOwned)
            {
                held.IsClaimed = true;
                return held;
            }

            request = new SessionLockRequest(name, ++_lastRequest, (WireScope)scope);
            _waiting[name] = _waiting.GetValueOrDefault(name) + 1;
        }

        Task<SessionLock> acquiring = AcquireAsync(request);
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
            if (_held.TryGetValue(released.Name, out SessionLock? held) && held == released)
            {
                _held.Remove(released.Name);
            }
        }

        UnlockResponse response = await channel.RequestAsync<AcquiredLock, UnlockResponse>(
            ServiceId.ReleaseSessionLock, released.Grant, new Operation("Releasing the lock", released.Name), cancellationToken).ConfigureAwait(false);
        return response.Released;
    }

    private async Task<SessionLock> AcquireAsync(SessionLockRequest request)
    {
        SessionLock? granted = null;
        await channel.RequestAsync<SessionLockRequest, AcquiredLock>(
            ServiceId.AcquireSessionLock,
            request,
            new Operation("Acquiring the lock", request.Name),
            grant => granted = Hold(grant),
            CancellationToken.None).ConfigureAwait(false);
        return granted!;
    }

    /// <summary>The server has given a lock. It may be the grant that another call has got already.</summary>
    private SessionLock Hold(AcquiredLock grant)
    {
        lock (_gate)
        {
            if (!_held.TryGetValue(grant.Name, out SessionLock? held) || held.Grant != grant)
            {
                held = new SessionLock(this, grant);
                _held[grant.Name] = held;
            }

            return held;
        }
    }

    /// <summary>Nobody waits for a request any more. If the server grants it all the same, the lock goes back, unless somebody else has it.</summary>
    private async Task AbandonAsync(SessionLockRequest request, Task<SessionLock> acquiring)
    {
        try
        {
            await channel.RequestAsync<CancelSessionLockRequest, EmptyMessage>(
                ServiceId.CancelSessionLock,
                new CancelSessionLockRequest(request.Name, request.RequestId),
                new Operation("Cancelling the wait for the lock", request.Name),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (DiffusionException)
        {
            // A server that cannot cancel may still grant.
        }

        try
        {
            SessionLock granted = await acquiring.ConfigureAwait(false);
            if (TakeUnclaimed(granted))
            {
                await granted.UnlockAsync().ConfigureAwait(false);
            }
        }
        catch (DiffusionException)
        {
            // The lock was refused, or the session is closed: there is nothing to give back, and nobody to tell.
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
            return !granted.IsClaimed && !_waiting.ContainsKey(granted.Name) && _held.Remove(granted.Name);
        }
    }

    private void StopWaiting(string name)
    {
        lock (_gate)
        {
            if (--_waiting[name] == 0)
            {
                _waiting.Remove(name);
            }
        }
    }
}
