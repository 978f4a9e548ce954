using Messaging.DiffusionWire.Services.Locks;
using PushTechnology.ClientInterface.Client.Session;
using SessionLockScope = PushTechnology.ClientInterface.Client.Session.SessionLockScope;

namespace Messaging.DiffusionClient.Locks;

/// <summary>A grant of a lock. Equal if it is the same grant.</summary>
internal sealed class SessionLock(SessionLocks locks, AcquiredLock grant) : ISessionLock
{
    private int _released;
    private volatile bool _lost;

    public AcquiredLock Grant => grant;

    /// <summary>Whether a caller has it. Touched only by <see cref="SessionLocks"/>, under its lock.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Whether it went with the connection that it was bound to.</summary>
    public bool IsLost => _lost;

    public string Name => grant.Name;

    public long Sequence => grant.Sequence;

    public SessionLockScope Scope => (SessionLockScope)grant.Scope;

    public bool IsOwned => Volatile.Read(ref _released) == 0 && !_lost && !locks.IsClosed;

    public Task<bool> UnlockAsync() => UnlockAsync(CancellationToken.None);

    public Task<bool> UnlockAsync(CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref _released, 1) == 0 && !_lost ? locks.ReleaseAsync(this, cancellationToken) : Task.FromResult(false);

    /// <summary>It went with its connection.</summary>
    public void Lose() => _lost = true;

    /// <summary>It could not be given back.</summary>
    public void Restore() => Volatile.Write(ref _released, 0);

    public override bool Equals(object? obj) => obj is SessionLock other && other.Grant == grant;

    public override int GetHashCode() => grant.GetHashCode();

    public override string ToString() => $"{Name} ({Sequence})";
}
