#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features.TimeSeries;

/// <summary>A query that may be put to any time series topic, as often as wanted.</summary>
/// <typeparam name="TValue">The type as which the events' values are read.</typeparam>
public interface IQuery<TValue>
{
    /// <summary>Puts the query to a topic.</summary>
    /// <param name="topicPath">The topic.</param>
    /// <returns>
    /// The events. Fails with <see cref="InvalidQueryException"/> if the values cannot be read as <typeparamref name="TValue"/>
    /// or the query makes no sense, <see cref="NoSuchTopicException"/>, <see cref="IncompatibleTopicException"/> if it is no
    /// time series, <see cref="SessionSecurityException"/> or <see cref="SessionClosedException"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    Task<IQueryResult<TValue>> SelectFromAsync(string topicPath);

    /// <summary>Puts the query to a topic.</summary>
    /// <param name="topicPath">The topic.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>See <see cref="SelectFromAsync(string)"/>.</returns>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    Task<IQueryResult<TValue>> SelectFromAsync(string topicPath, CancellationToken cancellationToken);
}
