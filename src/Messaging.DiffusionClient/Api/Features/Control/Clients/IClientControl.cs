#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Other sessions: who they are, what happens to them, and what to do with them.</summary>
/// <remarks>
/// Failures of the tasks: those named at the methods, <see cref="SessionSecurityException"/> (VIEW_SESSION to see, MODIFY_SESSION to
/// change, REGISTER_HANDLER as well to listen), <see cref="NoSuchSessionException"/> for a session id, <see cref="InvalidFilterException"/>
/// for a filter, <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>.
/// Methods with a filter tell in a boxed <see cref="int"/> how many sessions it chose, those with a session id tell nothing: null.
/// Cancelling a token ends the wait for the answer; the server may still do what was asked. Null arguments throw
/// <see cref="ArgumentNullException"/>.
/// </remarks>
public interface IClientControl : IFeature
{
    /// <summary>Listens to what happens to sessions. Those that are there already are told first, as opened.</summary>
    /// <param name="listener">Told.</param>
    /// <param name="parameters">Which sessions, and which of their properties.</param>
    /// <returns>Takes the listener back.</returns>
    Task<IRegistration> AddSessionEventListenerAsync(ISessionEventStream listener, ISessionEventParameters parameters);

    /// <inheritdoc cref="AddSessionEventListenerAsync(ISessionEventStream, ISessionEventParameters)"/>
    Task<IRegistration> AddSessionEventListenerAsync(
        ISessionEventStream listener,
        ISessionEventParameters parameters,
        CancellationToken cancellationToken);

    /// <summary>Listens to what happens to all sessions. The listener is told itself that it is registered, or why not.</summary>
    /// <param name="listener">Told.</param>
    /// <param name="requiredProperties">Keys of session properties; see <see cref="SessionProperty"/>.</param>
    void SetSessionPropertiesListener(ISessionPropertiesListener listener, params string[] requiredProperties);

    /// <summary>Reads properties of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="requiredProperties">Keys of session properties; see <see cref="SessionProperty"/>.</param>
    /// <returns>The values of those that it has.</returns>
    Task<IReadOnlyDictionary<string, string>> GetSessionPropertiesAsync(ISessionId sessionId, List<string> requiredProperties);

    /// <inheritdoc cref="GetSessionPropertiesAsync(ISessionId, List{string})"/>
    Task<IReadOnlyDictionary<string, string>> GetSessionPropertiesAsync(
        ISessionId sessionId,
        List<string> requiredProperties,
        CancellationToken cancellationToken);

    /// <summary>Changes properties of a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="properties">The new values. Null removes a property.</param>
    /// <returns>The values before, for every property that changed; null for one that is new.</returns>
    Task<IReadOnlyDictionary<string, string>> SetSessionPropertiesAsync(ISessionId sessionId, Dictionary<string, string> properties);

    /// <inheritdoc cref="SetSessionPropertiesAsync(ISessionId, Dictionary{string, string})"/>
    Task<IReadOnlyDictionary<string, string>> SetSessionPropertiesAsync(
        ISessionId sessionId,
        Dictionary<string, string> properties,
        CancellationToken cancellationToken);

    /// <summary>Changes properties of all sessions that a filter chooses.</summary>
    /// <param name="filter">The filter, such as <c>$Principal is 'bob'</c>.</param>
    /// <param name="properties">The new values. Null removes a property.</param>
    /// <returns>How many sessions, boxed.</returns>
    Task<object> SetSessionPropertiesAsync(string filter, Dictionary<string, string> properties);

    /// <inheritdoc cref="SetSessionPropertiesAsync(string, Dictionary{string, string})"/>
    Task<object> SetSessionPropertiesAsync(string filter, Dictionary<string, string> properties, CancellationToken cancellationToken);

    /// <summary>Takes roles from a live session and gives it others.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="rolesToRemove">What it loses.</param>
    /// <param name="rolesToAdd">What it gets.</param>
    /// <returns>Null.</returns>
    Task<object> ChangeRolesAsync(ISessionId sessionId, ICollection<string> rolesToRemove, ICollection<string> rolesToAdd);

    /// <inheritdoc cref="ChangeRolesAsync(ISessionId, ICollection{string}, ICollection{string})"/>
    Task<object> ChangeRolesAsync(
        ISessionId sessionId,
        ICollection<string> rolesToRemove,
        ICollection<string> rolesToAdd,
        CancellationToken cancellationToken);

    /// <summary>Takes roles from all sessions that a filter chooses and gives them others.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="rolesToRemove">What they lose.</param>
    /// <param name="rolesToAdd">What they get.</param>
    /// <returns>How many sessions, boxed.</returns>
    Task<object> ChangeRolesAsync(string filter, ICollection<string> rolesToRemove, ICollection<string> rolesToAdd);

    /// <inheritdoc cref="ChangeRolesAsync(string, ICollection{string}, ICollection{string})"/>
    Task<object> ChangeRolesAsync(
        string filter,
        ICollection<string> rolesToRemove,
        ICollection<string> rolesToAdd,
        CancellationToken cancellationToken);

    /// <summary>Closes a session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <returns>Null.</returns>
    Task<object> CloseAsync(ISessionId sessionId);

    /// <inheritdoc cref="CloseAsync(ISessionId)"/>
    Task<object> CloseAsync(ISessionId sessionId, CancellationToken cancellationToken);

    /// <summary>Closes all sessions that a filter chooses.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>How many sessions, boxed.</returns>
    Task<object> CloseAsync(string filter);

    /// <inheritdoc cref="CloseAsync(string)"/>
    Task<object> CloseAsync(string filter, CancellationToken cancellationToken);

    /// <summary>Lets the server leave out values that a session would get too late, or not.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="conflated">Whether it may.</param>
    /// <returns>Null.</returns>
    Task<object> SetConflatedAsync(ISessionId sessionId, bool conflated);

    /// <inheritdoc cref="SetConflatedAsync(ISessionId, bool)"/>
    Task<object> SetConflatedAsync(ISessionId sessionId, bool conflated, CancellationToken cancellationToken);

    /// <summary>Lets the server leave out values that sessions would get too late, or not.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="conflated">Whether it may.</param>
    /// <returns>How many sessions, boxed.</returns>
    Task<object> SetConflatedAsync(string filter, bool conflated);

    /// <inheritdoc cref="SetConflatedAsync(string, bool)"/>
    Task<object> SetConflatedAsync(string filter, bool conflated, CancellationToken cancellationToken);

    /// <summary>Asks who has a session lock.</summary>
    /// <param name="lockName">The lock.</param>
    /// <returns>The owner and the grant; null if nobody has it.</returns>
    Task<ISessionLockDetails> GetSessionLockAsync(string lockName);

    /// <inheritdoc cref="GetSessionLockAsync(string)"/>
    Task<ISessionLockDetails> GetSessionLockAsync(string lockName, CancellationToken cancellationToken);

    /// <summary>Asks which session locks anybody has.</summary>
    /// <returns>Owner and grant by the lock's name.</returns>
    Task<IReadOnlyDictionary<string, ISessionLockDetails>> GetSessionLocksAsync();

    /// <inheritdoc cref="GetSessionLocksAsync()"/>
    Task<IReadOnlyDictionary<string, ISessionLockDetails>> GetSessionLocksAsync(CancellationToken cancellationToken);
}
