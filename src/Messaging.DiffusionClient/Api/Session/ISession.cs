#nullable disable
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>A client's relation with a Diffusion server, from its opening to its close.</summary>
/// <remarks>
/// Thread-safe. After the close every operation fails with <see cref="SessionClosedException"/>.
/// Handlers and streams are called one at a time and in order, and must not block.
/// </remarks>
public interface ISession
{
    /// <summary>A change of <see cref="State"/>.</summary>
    event EventHandler<SessionListenerEventArgs> StateChanged;

    /// <summary>Something went wrong that no call and no stream is told of, such as a callback that threw.</summary>
    event EventHandler<SessionErrorHandlerEventArgs> ErrorNotified;

    /// <summary>The id that the server gave the session.</summary>
    ISessionId SessionId { get; }

    /// <summary>Who is connected; empty for an anonymous session. <see cref="ISession.Security"/> changes it.</summary>
    string Principal { get; }

    /// <summary>The state now.</summary>
    SessionState State { get; }

    /// <summary>The options that the session was opened with.</summary>
    ISessionAttributes Attributes { get; }

    /// <summary>Subscriptions, streams, fetch.</summary>
    ITopics Topics { get; }

    /// <summary>Creation and removal of topics.</summary>
    ITopicControl TopicControl { get; }

    /// <summary>Updates of topics.</summary>
    ITopicUpdate TopicUpdate { get; }

    /// <summary>Events of time series topics.</summary>
    ITimeSeries TimeSeries { get; }

    /// <summary>Round trips.</summary>
    IPings Ping { get; }

    /// <summary>Who the session is, and what it may do.</summary>
    ISecurity Security { get; }

    /// <summary>Principals, their passwords and roles.</summary>
    ISystemAuthenticationControl SystemAuthenticationControl { get; }

    /// <summary>Roles and what they permit.</summary>
    ISecurityControl SecurityControl { get; }

    /// <summary>Other sessions.</summary>
    IClientControl ClientControl { get; }

    /// <summary>Subscriptions of other sessions.</summary>
    ISubscriptionControl SubscriptionControl { get; }

    /// <summary>Who may have a session.</summary>
    IAuthenticationControl AuthenticationControl { get; }

    /// <summary>Requests between sessions.</summary>
    IMessaging Messaging { get; }

    /// <summary>Waits until the session has a lock. It keeps it until it unlocks, or ends. Needs ACQUIRE_LOCK.</summary>
    /// <param name="lockName">The lock.</param>
    /// <returns>
    /// The lock; the same one if the session has it already, whatever its scope. Fails with <see cref="SessionSecurityException"/> or
    /// <see cref="SessionClosedException"/>.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="lockName"/> is null.</exception>
    Task<ISessionLock> LockAsync(string lockName);

    /// <inheritdoc cref="LockAsync(string)"/>
    Task<ISessionLock> LockAsync(string lockName, CancellationToken cancellationToken);

    /// <summary>Waits until the session has a lock, as <see cref="LockAsync(string)"/> does.</summary>
    /// <param name="lockName">The lock.</param>
    /// <param name="scope">When the server takes it back by itself.</param>
    /// <returns>The lock.</returns>
    /// <exception cref="ArgumentException"><paramref name="lockName"/> is null, or there is no such scope.</exception>
    Task<ISessionLock> LockAsync(string lockName, SessionLockScope scope);

    /// <inheritdoc cref="LockAsync(string, SessionLockScope)"/>
    Task<ISessionLock> LockAsync(string lockName, SessionLockScope scope, CancellationToken cancellationToken);

    /// <summary>Closes the session. Returns at once and may be called again; the server is told in the background.</summary>
    void Close();
}
