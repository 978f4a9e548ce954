#nullable disable
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Features.Topics;
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Subscription to topics, streams of their values, and reading without subscription.</summary>
/// <remarks>
/// A subscription is a request to the server, and holds for topics that are added later too. A stream is local: it picks
/// from what is subscribed. Register the stream first, or values may pass before it is there.
/// A selector is a path (<c>a/b</c> or <c>&gt;a/b</c>), a pattern per path segment (<c>?a/.*//</c>), a pattern over the
/// whole path (<c>*.*</c>), or a set of selectors (<c>#&gt;a////&gt;b</c>).
/// </remarks>
public interface ITopics : ITopicUpdate
{
    /// <summary>A fetch without limits and without values, to be narrowed by its methods.</summary>
    IFetchRequest<object> FetchRequest { get; }

    /// <summary>Adds a stream for the topics of a selector. Topics already subscribed are reported to it, with their values.</summary>
    /// <typeparam name="TValue">See <see cref="IValueStream{TValue}"/>. Topics of types it cannot read are not reported.</typeparam>
    /// <param name="topics">The selector.</param>
    /// <param name="stream">The stream. The same object may be added for several selectors.</param>
    /// <exception cref="ArgumentException">An argument is null, or the selector is malformed.</exception>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="TValue"/>.</exception>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    void AddStream<TValue>(string topics, IValueStream<TValue> stream);

    /// <summary>Adds a stream for the topics that no other stream selects.</summary>
    /// <typeparam name="TValue">See <see cref="IValueStream{TValue}"/>.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="TValue"/>.</exception>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    void AddFallbackStream<TValue>(IValueStream<TValue> stream);

    /// <summary>Adds a stream of events for the time series topics of a selector. Topics already subscribed are reported to it, with their latest event.</summary>
    /// <typeparam name="TValue">
    /// The type as which the events' values are read, see <see cref="IValueStream{TValue}"/>. Other topics, and time series of a type
    /// that cannot be read so, are not reported.
    /// </typeparam>
    /// <param name="topics">The selector.</param>
    /// <param name="stream">The stream. The same object may be added for several selectors.</param>
    /// <remarks>
    /// A new subscriber gets the events of the topic's subscription range one by one. They are not kept: add the stream first.
    /// The old value of a callback is the event that came before, which need not be the one that an edit overrides.
    /// </remarks>
    /// <exception cref="ArgumentException">An argument is null, or the selector is malformed.</exception>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="TValue"/>.</exception>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    void AddTimeSeriesStream<TValue>(string topics, IValueStream<IEvent<TValue>> stream);

    /// <summary>Removes a stream wherever it was added. It gets <c>OnClose</c>; an unknown one is ignored.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    void RemoveStream(IStream stream);

    /// <summary>Subscribes the session.</summary>
    /// <param name="topics">The selector.</param>
    /// <returns>Completes when the server has accepted it. Fails with <see cref="SessionSecurityException"/> or <see cref="SessionClosedException"/>.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task SubscribeAsync(string topics);

    /// <summary>Subscribes the session.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="SubscribeAsync(string)"/>.</returns>
    Task SubscribeAsync(string topics, CancellationToken cancellationToken);

    /// <summary>Subscribes the session in a selection scope: a topic stays subscribed until no scope selects it.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The scope's name; empty for the default scope.</param>
    /// <returns>See <see cref="SubscribeAsync(string)"/>.</returns>
    Task SubscribeAsync(string topics, string scope);

    /// <summary>Subscribes the session in a selection scope.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The scope's name; empty for the default scope.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="SubscribeAsync(string)"/>.</returns>
    Task SubscribeAsync(string topics, string scope, CancellationToken cancellationToken);

    /// <summary>Takes a subscription back.</summary>
    /// <param name="topics">The selector.</param>
    /// <returns>Completes when the server has done so. Fails as <see cref="SubscribeAsync(string)"/> does.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task UnsubscribeAsync(string topics);

    /// <summary>Takes a subscription back.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="UnsubscribeAsync(string)"/>.</returns>
    Task UnsubscribeAsync(string topics, CancellationToken cancellationToken);

    /// <summary>Takes a subscription back in one selection scope.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The scope's name; empty for the default scope.</param>
    /// <returns>See <see cref="UnsubscribeAsync(string)"/>.</returns>
    Task UnsubscribeAsync(string topics, string scope);

    /// <summary>Takes a subscription back in one selection scope.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="scope">The scope's name; empty for the default scope.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="UnsubscribeAsync(string)"/>.</returns>
    Task UnsubscribeAsync(string topics, string scope, CancellationToken cancellationToken);

    /// <summary>Takes a subscription back in every selection scope.</summary>
    /// <param name="topics">The selector.</param>
    /// <returns>See <see cref="UnsubscribeAsync(string)"/>.</returns>
    Task UnsubscribeAllScopesAsync(string topics);

    /// <summary>Takes a subscription back in every selection scope.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the request may still take effect.</param>
    /// <returns>See <see cref="UnsubscribeAsync(string)"/>.</returns>
    Task UnsubscribeAllScopesAsync(string topics, CancellationToken cancellationToken);
}
