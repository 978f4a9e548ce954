using Messaging.DiffusionClient.Control;
using Messaging.DiffusionClient.Security;
using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

/// <summary>Subscribes other sessions (SEC-36, SEC-37).</summary>
internal sealed class SubscriptionControlFeature(ISession session, ServiceChannel channel) : ISubscriptionControl
{
    private const string DefaultScope = "";

    public ISession Session => session;

    public Task SubscribeAsync(ISessionId sessionId, string topics) => SubscribeAsync(sessionId, topics, DefaultScope, CancellationToken.None);

    public Task SubscribeAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken) =>
        SubscribeAsync(sessionId, topics, DefaultScope, cancellationToken);

    public Task SubscribeAsync(ISessionId sessionId, string topics, string scope, CancellationToken cancellationToken = default) =>
        SelectAsync(ServiceId.SubscribeSession, "Subscribing the session", sessionId, topics, scope, cancellationToken);

    public Task UnsubscribeAsync(ISessionId sessionId, string topics) => UnsubscribeAsync(sessionId, topics, DefaultScope, CancellationToken.None);

    public Task UnsubscribeAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken) =>
        UnsubscribeAsync(sessionId, topics, DefaultScope, cancellationToken);

    public Task UnsubscribeAsync(ISessionId sessionId, string topics, string scope, CancellationToken cancellationToken = default) =>
        SelectAsync(ServiceId.UnsubscribeSession, "Unsubscribing the session", sessionId, topics, scope, cancellationToken);

    public Task UnsubscribeAllScopesAsync(ISessionId sessionId, string topics) => UnsubscribeAllScopesAsync(sessionId, topics, CancellationToken.None);

    public Task UnsubscribeAllScopesAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken)
    {
        SessionAllScopesRequest request = new(SelectorArgument.Parse(topics).Expression, SessionIdentity.ToWire(sessionId));
        return channel.RequestAsync<SessionAllScopesRequest, EmptyMessage>(
            ServiceId.UnsubscribeSessionAllScopes, request, new Operation("Unsubscribing the session", $"{sessionId}"), cancellationToken);
    }

    public Task<int> SubscribeByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default) =>
        SelectAsync(ServiceId.SubscribeByFilter, "Subscribing the sessions", filter, topics, cancellationToken);

    public Task<int> UnsubscribeByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default) =>
        SelectAsync(ServiceId.UnsubscribeByFilter, "Unsubscribing the sessions", filter, topics, cancellationToken);

    public Task<int> UnsubscribeAllScopesByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterAllScopesRequest request = new(SelectorArgument.Parse(topics).Expression, filter);
        return CountAsync(
            ServiceId.UnsubscribeAllScopesByFilter, request, new Operation("Unsubscribing the sessions", filter), cancellationToken);
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<ITopicSelection>>> GetTopicSelectionsAsync(ISessionId sessionId) =>
        GetTopicSelectionsAsync(sessionId, CancellationToken.None);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<ITopicSelection>>> GetTopicSelectionsAsync(
        ISessionId sessionId,
        CancellationToken cancellationToken) => SendAsync(SessionIdentity.ToWire(sessionId), cancellationToken);

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<ITopicSelection>>> SendAsync(
        SessionId sessionId,
        CancellationToken cancellationToken)
    {
        TopicSelectionsResponse response = await channel.RequestAsync<SessionId, TopicSelectionsResponse>(
            ServiceId.GetTopicSelections, sessionId, new Operation("Reading the selections of the session", $"{sessionId}"), cancellationToken)
            .ConfigureAwait(false);
        return Mapping.Of(
            response.Scopes,
            scope => scope.Scope,
            scope => (IReadOnlyList<ITopicSelection>)[.. scope.Selections.Select(selection => new TopicSelectionView(selection))]);
    }

    private Task<EmptyMessage> SelectAsync(
        ServiceId service,
        string verb,
        ISessionId sessionId,
        string topics,
        string scope,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        SessionSelectionRequest request = new(SessionIdentity.ToWire(sessionId), SelectorArgument.Parse(topics).Expression, scope);
        return channel.RequestAsync<SessionSelectionRequest, EmptyMessage>(
            service, request, new Operation(verb, $"{sessionId}"), cancellationToken);
    }

    private Task<int> SelectAsync(ServiceId service, string verb, string filter, string topics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterSelectionRequest request = new(filter, SelectorArgument.Parse(topics).Expression, DefaultScope);
        return CountAsync(service, request, new Operation(verb, filter), cancellationToken);
    }

    private async Task<int> CountAsync<TRequest>(ServiceId service, TRequest request, Operation operation, CancellationToken cancellationToken)
        where TRequest : IWireMessage<TRequest>
    {
        CountOrErrorsResponse response = await channel.RequestAsync<TRequest, CountOrErrorsResponse>(
            service, request, operation, cancellationToken).ConfigureAwait(false);
        ErrorReports.RequireNoneInFilter(operation, response.Errors);
        return response.SessionCount;
    }
}
