#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A lock that the server has given the session. Thread-safe. Equal if it is the same grant.</summary>
public interface ISessionLock
{
    /// <summary>The lock's name.</summary>
    string Name { get; }

    /// <summary>Grows with every grant of any lock: who comes later has the greater number.</summary>
    long Sequence { get; }

    /// <summary>When the server takes it back by itself.</summary>
    SessionLockScope Scope { get; }

    /// <summary>False as soon as <see cref="UnlockAsync()"/> was called or the session is closed.</summary>
    bool IsOwned { get; }

    /// <summary>Gives the lock back. Later calls do nothing.</summary>
    /// <returns>
    /// True if the session had it until now. Fails with <see cref="SessionClosedException"/> if the session is closed before the answer.
    /// </returns>
    Task<bool> UnlockAsync();

    /// <inheritdoc cref="UnlockAsync()"/>
    Task<bool> UnlockAsync(CancellationToken cancellationToken);
}
