#nullable disable
using PushTechnology.ClientInterface.Client.Topics;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Describes which topics to read, and what of them. Immutable and thread-safe: each method returns a changed copy.</summary>
/// <typeparam name="TValue">The type of the values; <c>object</c> as long as none are asked for.</typeparam>
public interface IFetchRequest<TValue>
{
    /// <summary>Starts at a path, included.</summary>
    /// <param name="topicPath">The path; need not be that of a topic.</param>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> From(string topicPath);

    /// <summary>Starts after a path.</summary>
    /// <param name="topicPath">The path; need not be that of a topic.</param>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> After(string topicPath);

    /// <summary>Ends at a path, included.</summary>
    /// <param name="topicPath">The path; need not be that of a topic.</param>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> To(string topicPath);

    /// <summary>Ends before a path.</summary>
    /// <param name="topicPath">The path; need not be that of a topic.</param>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> Before(string topicPath);

    /// <summary>Reads topics of some types only.</summary>
    /// <param name="topicTypes">The types, at least one, none of them <see cref="TopicType.UNKNOWN"/>. Takes back what <see cref="WithValues{T}"/> chose.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">The types are null, empty or contain UNKNOWN.</exception>
    IFetchRequest<TValue> TopicTypes(IEnumerable<TopicType> topicTypes);

    /// <summary>Asks for values, and restricts the topics to those whose values can be read as <typeparamref name="T"/>.</summary>
    /// <typeparam name="T"><c>IJSON</c>, <c>string</c>, <c>long?</c>, <c>double?</c>, <c>IBinary</c>, or <c>IBytes</c> for all.</typeparam>
    /// <remarks>
    /// Of a time series topic <c>IBytes</c> gives the latest event as it is on the wire, metadata included; the other types do not
    /// select such topics. Values of events are read by a range query.
    /// </remarks>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="T"/>.</exception>
    IFetchRequest<T> WithValues<T>();

    /// <summary>Asks for the properties of the topics' specifications.</summary>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> WithProperties();

    /// <summary>Asks for the sizes of the values.</summary>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> WithSizes();

    /// <summary>Includes topics that a delayed topic view has not published yet.</summary>
    /// <returns>A changed copy.</returns>
    IFetchRequest<TValue> WithUnpublishedDelayedTopics();

    /// <summary>Reads the first topics only. Takes back <see cref="Last"/>.</summary>
    /// <param name="number">How many, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    IFetchRequest<TValue> First(int number);

    /// <summary>Reads the last topics only. Takes back <see cref="First"/>.</summary>
    /// <param name="number">How many, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    IFetchRequest<TValue> Last(int number);

    /// <summary>Limits how much may be returned.</summary>
    /// <param name="maximumSize">Bytes, 0 or more. Default: no limit here; the server may have its own.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumSize"/> is negative.</exception>
    IFetchRequest<TValue> MaximumResultSize(int maximumSize);

    /// <summary>Limits how many topics of each deep branch are read.</summary>
    /// <param name="deepBranchDepth">How many path segments make a deep branch, 0 or more.</param>
    /// <param name="deepBranchLimit">How many topics of each, 0 or more.</param>
    /// <returns>A changed copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative.</exception>
    IFetchRequest<TValue> LimitDeepBranches(int deepBranchDepth, int deepBranchLimit);

    /// <summary>Reads the topics.</summary>
    /// <param name="topics">The selector.</param>
    /// <returns>What was found. Fails with <see cref="Session.SessionException"/>.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task<IFetchResult<TValue>> FetchAsync(string topics);

    /// <summary>Reads the topics.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>What was found. Fails with <see cref="Session.SessionException"/>.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task<IFetchResult<TValue>> FetchAsync(string topics, CancellationToken cancellationToken);
}
