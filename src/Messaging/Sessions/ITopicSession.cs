namespace Messaging.Sessions;

/// <summary>
/// What rooms need of one session on a Diffusion server: the port between rooms and the vendor's API. A session lives
/// from its opening to <see cref="Ended"/> and is never revived. In between its <see cref="Link"/> may break and come back.
/// </summary>
/// <remarks>
/// Members are thread-safe. A remote call fails with a <see cref="MessagingException"/>, or with an
/// <see cref="OperationCanceledException"/> when its token was cancelled. Calls are put on the wire in the order in which
/// they are made, before the method returns its task. While the link is down a call fails at once with
/// <see cref="MessagingErrorCode.NotConnected"/> and nothing is sent; one that was under way is answered when the link is back, or
/// fails with <see cref="MessagingErrorCode.ConnectionLost"/> when the server could not make up for what was lost. Topics are named by their path, never by a selector expression.
/// </remarks>
internal interface ITopicSession : IAsyncDisposable
{
    /// <summary>The server's identifier of the session.</summary>
    string Id { get; }

    /// <summary>Completes with the reason when the session has ended, whoever ended it. Never faults.</summary>
    Task<MessagingException> Ended { get; }

    /// <summary>The session's connection. When it comes back what was joined is still joined, and the listeners go on.</summary>
    SessionLink Link { get; }

    /// <summary>Who the session is, and what it may do.</summary>
    ISessionSecurity Security { get; }

    /// <summary>Accounts, roles and other sessions.</summary>
    ISessionAdministration Administration { get; }

    /// <summary>Adds a topic. Completes normally, too, when it is there with the same specification.</summary>
    Task AddTopicAsync(string path, TopicDescription description, CancellationToken cancellationToken);

    /// <summary>What topic there is at the path; <see langword="null"/> when there is none that the principal may see.</summary>
    Task<TopicDescription?> DescribeTopicAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Sets a JSON topic's value, given as CBOR in an array that the session keeps. <see langword="false"/>: there is no such topic.
    /// </summary>
    Task<bool> TrySetAsync(string path, byte[] cbor, CancellationToken cancellationToken);

    /// <summary>
    /// Appends an event to a JSON time series, given like that of <see cref="TrySetAsync"/>. <see langword="null"/>: there is no such topic.
    /// </summary>
    Task<EventMetadata?> TryAppendAsync(string path, byte[] cbor, CancellationToken cancellationToken);

    /// <summary>
    /// Appends an edit of an original event. <see cref="MessagingErrorCode.MessageNotFound"/>: there is no such event, or no
    /// such topic.
    /// </summary>
    Task<EventMetadata> EditJsonAsync(string path, long originalSequence, string json, CancellationToken cancellationToken);

    /// <summary>Queries a JSON time series. Empty when nothing is selected, or when there is no such topic.</summary>
    Task<IReadOnlyList<TopicValue>> QueryAsync(string path, SeriesQuery query, CancellationToken cancellationToken);

    /// <summary>Registers a listener for the JSON topic at the path, locally. To be done before subscribing.</summary>
    void AddListener(string path, ITopicListener listener);

    /// <summary>
    /// Registers a listener for the events of the JSON time series at the path, locally. To be done before subscribing: one
    /// that is added later gets the latest event only.
    /// </summary>
    void AddSeriesListener(string path, ITopicListener listener);

    /// <summary>Removes a listener, locally. Unknown listeners are ignored.</summary>
    void RemoveListener(ITopicListener listener);

    /// <summary>Subscribes to the path, also when there is no topic yet. Completes when the server has confirmed.</summary>
    Task SubscribeAsync(string path, CancellationToken cancellationToken);

    /// <summary>Ends the subscription. Completes when the server has confirmed.</summary>
    Task UnsubscribeAsync(string path, CancellationToken cancellationToken);
}
