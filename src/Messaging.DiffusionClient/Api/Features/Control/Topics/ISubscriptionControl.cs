#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>Subscriptions of other sessions.</summary>
/// <remarks>
/// Failures of the tasks: <see cref="SessionSecurityException"/> (MODIFY_SESSION; VIEW_SESSION to read),
/// <see cref="NoSuchSessionException"/> for a session id, <see cref="InvalidFilterException"/> for a filter,
/// <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>. Null arguments throw
/// <see cref="ArgumentNullException"/>, malformed selectors <see cref="ArgumentException"/>.
/// </remarks>
public interface ISubscriptionControl : IFeature
{
    /// <summary>Subscribes a session to the topics of a selector.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="topics">The selector.</param>
    /// <returns>Completes when the server has done so.</returns>
    Task SubscribeAsync(ISessionId sessionId, string topics);

    /// <inheritdoc cref="SubscribeAsync(ISessionId, string)"/>
    Task SubscribeAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken);

    /// <summary>Subscribes a session to the topics of a selector.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The selection scope.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Completes when the server has done so.</returns>
    Task SubscribeAsync(ISessionId sessionId, string topics, string scope, CancellationToken cancellationToken = default);

    /// <summary>Takes a session's subscription back.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="topics">The selector.</param>
    /// <returns>Completes when the server has done so.</returns>
    Task UnsubscribeAsync(ISessionId sessionId, string topics);

    /// <inheritdoc cref="UnsubscribeAsync(ISessionId, string)"/>
    Task UnsubscribeAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken);

    /// <summary>Takes a session's subscription back.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The selection scope.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>Completes when the server has done so.</returns>
    Task UnsubscribeAsync(ISessionId sessionId, string topics, string scope, CancellationToken cancellationToken = default);

    /// <summary>Takes a session's subscription back in every selection scope.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="topics">The selector.</param>
    /// <returns>Completes when the server has done so.</returns>
    Task UnsubscribeAllScopesAsync(ISessionId sessionId, string topics);

    /// <inheritdoc cref="UnsubscribeAllScopesAsync(ISessionId, string)"/>
    Task UnsubscribeAllScopesAsync(ISessionId sessionId, string topics, CancellationToken cancellationToken);

    /// <summary>Subscribes all sessions that a filter chooses.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>How many sessions.</returns>
    Task<int> SubscribeByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default);

    /// <summary>Takes back the subscription of all sessions that a filter chooses.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>How many sessions.</returns>
    Task<int> UnsubscribeByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default);

    /// <summary>Takes back the subscription of all sessions that a filter chooses, in every selection scope.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>How many sessions.</returns>
    Task<int> UnsubscribeAllScopesByFilterAsync(string filter, string topics, CancellationToken cancellationToken = default);

    /// <summary>Reads what a session has selected.</summary>
    /// <param name="sessionId">The session.</param>
    /// <returns>Selections by their scope, in the order in which they were made.</returns>
    Task<IReadOnlyDictionary<string, IReadOnlyList<ITopicSelection>>> GetTopicSelectionsAsync(ISessionId sessionId);

    /// <inheritdoc cref="GetTopicSelectionsAsync(ISessionId)"/>
    Task<IReadOnlyDictionary<string, IReadOnlyList<ITopicSelection>>> GetTopicSelectionsAsync(
        ISessionId sessionId,
        CancellationToken cancellationToken);
}
