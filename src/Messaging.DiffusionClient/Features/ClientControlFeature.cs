#nullable disable annotations
using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Locks;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Sessions;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Sees and changes other sessions (SEC-30 to SEC-35, SEC-63).</summary>
internal sealed class ClientControlFeature(ISession session, ServiceChannel channel, SessionListeners listeners) : IClientControl
{
    public ISession Session => session;

    public Task<IRegistration> AddSessionEventListenerAsync(ISessionEventStream listener, ISessionEventParameters parameters) =>
        AddSessionEventListenerAsync(listener, parameters, CancellationToken.None);

    public Task<IRegistration> AddSessionEventListenerAsync(
        ISessionEventStream listener,
        ISessionEventParameters parameters,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ArgumentNullException.ThrowIfNull(parameters);
        return listeners.AddAsync(listener, parameters, cancellationToken);
    }

    public void SetSessionPropertiesListener(ISessionPropertiesListener listener, params string[] requiredProperties)
    {
        ArgumentNullException.ThrowIfNull(listener);
        string[] keys = Texts.Distinct(requiredProperties, nameof(requiredProperties));
        _ = listeners.AddAsync(listener, keys);
    }

    public Task<IReadOnlyDictionary<string, string>> GetSessionPropertiesAsync(ISessionId sessionId, List<string> requiredProperties) =>
        GetSessionPropertiesAsync(sessionId, requiredProperties, CancellationToken.None);

    public Task<IReadOnlyDictionary<string, string>> GetSessionPropertiesAsync(
        ISessionId sessionId,
        List<string> requiredProperties,
        CancellationToken cancellationToken)
    {
        SessionPropertiesRequest request = new(
            SessionIdentity.ToWire(sessionId), Texts.Distinct(requiredProperties, nameof(requiredProperties)));
        return SendAsync(request, cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, string>> SetSessionPropertiesAsync(ISessionId sessionId, Dictionary<string, string> properties) =>
        SetSessionPropertiesAsync(sessionId, properties, CancellationToken.None);

    public Task<IReadOnlyDictionary<string, string>> SetSessionPropertiesAsync(
        ISessionId sessionId,
        Dictionary<string, string> properties,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return SendAsync(new SetSessionPropertiesRequest(SessionIdentity.ToWire(sessionId), Set(properties), Removed(properties)), cancellationToken);
    }

    public Task<object> SetSessionPropertiesAsync(string filter, Dictionary<string, string> properties) =>
        SetSessionPropertiesAsync(filter, properties, CancellationToken.None);

    public Task<object> SetSessionPropertiesAsync(string filter, Dictionary<string, string> properties, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(properties);
        return CountAsync(
            ServiceId.SetSessionPropertiesByFilter,
            new SetSessionPropertiesByFilterRequest(filter, Set(properties), Removed(properties)),
            new Operation("Setting the properties of the sessions", filter),
            cancellationToken);
    }

    public Task<object> ChangeRolesAsync(ISessionId sessionId, ICollection<string> rolesToRemove, ICollection<string> rolesToAdd) =>
        ChangeRolesAsync(sessionId, rolesToRemove, rolesToAdd, CancellationToken.None);

    public Task<object> ChangeRolesAsync(
        ISessionId sessionId,
        ICollection<string> rolesToRemove,
        ICollection<string> rolesToAdd,
        CancellationToken cancellationToken)
    {
        ChangeRolesRequest request = new(
            SessionIdentity.ToWire(sessionId),
            Texts.Distinct(rolesToRemove, nameof(rolesToRemove)),
            Texts.Distinct(rolesToAdd, nameof(rolesToAdd)));
        return ApplyAsync(ServiceId.ChangeRoles, request, new Operation("Changing the roles of the session", $"{sessionId}"), cancellationToken);
    }

    public Task<object> ChangeRolesAsync(string filter, ICollection<string> rolesToRemove, ICollection<string> rolesToAdd) =>
        ChangeRolesAsync(filter, rolesToRemove, rolesToAdd, CancellationToken.None);

    public Task<object> ChangeRolesAsync(
        string filter,
        ICollection<string> rolesToRemove,
        ICollection<string> rolesToAdd,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ChangeRolesByFilterRequest request = new(
            filter, Texts.Distinct(rolesToRemove, nameof(rolesToRemove)), Texts.Distinct(rolesToAdd, nameof(rolesToAdd)));
        return CountAsync(
            ServiceId.ChangeRolesByFilter, request, new Operation("Changing the roles of the sessions", filter), cancellationToken);
    }

    public Task<object> CloseAsync(ISessionId sessionId) => CloseAsync(sessionId, CancellationToken.None);

    public Task<object> CloseAsync(ISessionId sessionId, CancellationToken cancellationToken) => ApplyAsync(
        ServiceId.CloseSession, SessionIdentity.ToWire(sessionId), new Operation("Closing the session", $"{sessionId}"), cancellationToken);

    public Task<object> CloseAsync(string filter) => CloseAsync(filter, CancellationToken.None);

    public Task<object> CloseAsync(string filter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return CountAsync(
            ServiceId.CloseByFilter, new CloseSessionsRequest(filter), new Operation("Closing the sessions", filter), cancellationToken);
    }

    public Task<object> SetConflatedAsync(ISessionId sessionId, bool conflated) => SetConflatedAsync(sessionId, conflated, CancellationToken.None);

    public Task<object> SetConflatedAsync(ISessionId sessionId, bool conflated, CancellationToken cancellationToken) => ApplyAsync(
        ServiceId.SetConflated,
        new SetConflatedRequest(SessionIdentity.ToWire(sessionId), conflated),
        new Operation("Conflating the session", $"{sessionId}"),
        cancellationToken);

    public Task<object> SetConflatedAsync(string filter, bool conflated) => SetConflatedAsync(filter, conflated, CancellationToken.None);

    public Task<object> SetConflatedAsync(string filter, bool conflated, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return CountAsync(
            ServiceId.SetConflatedByFilter,
            new SetConflatedByFilterRequest(filter, conflated),
            new Operation("Conflating the sessions", filter),
            cancellationToken);
    }

    public Task<ISessionLockDetails> GetSessionLockAsync(string lockName) => GetSessionLockAsync(lockName, CancellationToken.None);

    public Task<ISessionLockDetails> GetSessionLockAsync(string lockName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lockName);
        return SendAsync(new GetSessionLockRequest(lockName), cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, ISessionLockDetails>> GetSessionLocksAsync() => GetSessionLocksAsync(CancellationToken.None);

    public async Task<IReadOnlyDictionary<string, ISessionLockDetails>> GetSessionLocksAsync(CancellationToken cancellationToken)
    {
        SessionLocksResponse response = await channel.RequestAsync<EmptyMessage, SessionLocksResponse>(
            ServiceId.GetSessionLocks, default, new Operation("Reading the locks"), cancellationToken).ConfigureAwait(false);
        return Mapping.Of(response.Locks, held => held.Key, held => (ISessionLockDetails)new SessionLockDetails(held.Value));
    }

    /// <summary>The properties to set; null for none.</summary>
    private static KeyValuePair<string, string>[] Set(Dictionary<string, string> properties) =>
        properties.Where(property => property.Value is not null).ToArray() is { Length: > 0 } set ? set : null;

    /// <summary>The keys of those to remove; null for none.</summary>
    private static string[] Removed(Dictionary<string, string> properties) =>
        properties.Where(property => property.Value is null).Select(property => property.Key).ToArray() is { Length: > 0 } removed ? removed : null;

    private async Task<IReadOnlyDictionary<string, string>> SendAsync(SessionPropertiesRequest request, CancellationToken cancellationToken)
    {
        Operation operation = new("Reading the properties of the session", $"{request.Session}");
        SessionPropertiesResponse response = await channel.RequestAsync<SessionPropertiesRequest, SessionPropertiesResponse>(
            ServiceId.GetPropertiesOfSession, request, operation, cancellationToken).ConfigureAwait(false);
        return response.Properties is { } properties
            ? Mapping.Of(properties)
            : throw new NoSuchSessionException($"{operation} failed: there is no such session.", ErrorReason.NO_SUCH_SESSION);
    }

    private async Task<IReadOnlyDictionary<string, string>> SendAsync(SetSessionPropertiesRequest request, CancellationToken cancellationToken)
    {
        SetSessionPropertiesResponse response = await channel.RequestAsync<SetSessionPropertiesRequest, SetSessionPropertiesResponse>(
            ServiceId.SetSessionProperties,
            request,
            new Operation("Setting the properties of the session", $"{request.Session}"),
            cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> previous = Mapping.Of(response.Previous ?? []);
        foreach (string added in response.AddedKeys ?? [])
        {
            previous[added] = null;
        }

        return previous;
    }

    private async Task<ISessionLockDetails> SendAsync(GetSessionLockRequest request, CancellationToken cancellationToken)
    {
        SessionLockResponse response = await channel.RequestAsync<GetSessionLockRequest, SessionLockResponse>(
            ServiceId.GetSessionLock, request, new Operation("Reading the lock", request.Name), cancellationToken).ConfigureAwait(false);
        return response.Holder is { } holder ? new SessionLockDetails(holder) : null;
    }

    private async Task<object> ApplyAsync<TRequest>(ServiceId service, TRequest request, Operation operation, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
    {
        await channel.RequestAsync<TRequest, EmptyMessage>(service, request, operation, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<object> CountAsync<TRequest>(ServiceId service, TRequest request, Operation operation, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
    {
        CountAndErrorsResponse response = await channel.RequestAsync<TRequest, CountAndErrorsResponse>(
            service, request, operation, cancellationToken).ConfigureAwait(false);
        ErrorReports.RequireNoneInFilter(operation, response.Errors);
        return response.SessionCount;
    }
}
