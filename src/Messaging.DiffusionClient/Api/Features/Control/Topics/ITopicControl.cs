#nullable disable
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace PushTechnology.ClientInterface.Client.Features.Control.Topics;

/// <summary>Creation and removal of topics.</summary>
/// <remarks>
/// Failures of the tasks: those named at the methods, <see cref="SessionSecurityException"/>, <see cref="SessionClosedException"/>,
/// otherwise <see cref="SessionException"/>.
/// </remarks>
public interface ITopicControl : IFeature
{
    /// <summary>Creates a specification without properties.</summary>
    /// <param name="topicType">The topic's type.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="ArgumentException"><paramref name="topicType"/> is no type that a topic can have.</exception>
    ITopicSpecification NewSpecification(TopicType topicType);

    /// <summary>Creates a topic without properties.</summary>
    /// <param name="topicPath">Its path, such as <c>a/b</c>.</param>
    /// <param name="topicType">Its type.</param>
    /// <returns>Whether it was created. See <see cref="AddTopicAsync(string, ITopicSpecification)"/>.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the type none that a topic can have.</exception>
    Task<AddTopicResult> AddTopicAsync(string topicPath, TopicType topicType);

    /// <summary>Creates a topic without properties.</summary>
    /// <param name="topicPath">Its path, such as <c>a/b</c>.</param>
    /// <param name="topicType">Its type.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the topic may still be created.</param>
    /// <returns>Whether it was created. See <see cref="AddTopicAsync(string, ITopicSpecification)"/>.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the type none that a topic can have.</exception>
    Task<AddTopicResult> AddTopicAsync(string topicPath, TopicType topicType, CancellationToken cancellationToken);

    /// <summary>Creates a topic. One that is there already with the same specification is fine.</summary>
    /// <param name="topicPath">Its path, such as <c>a/b</c>.</param>
    /// <param name="specification">Its type and properties.</param>
    /// <returns>
    /// Whether it was created. Fails with <see cref="ExistingTopicException"/> if another topic is there, with
    /// <see cref="InvalidTopicPathException"/>, <see cref="InvalidTopicSpecificationException"/> or <see cref="TopicLicenseLimitException"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the specification is null.</exception>
    Task<AddTopicResult> AddTopicAsync(string topicPath, ITopicSpecification specification);

    /// <summary>Creates a topic. One that is there already with the same specification is fine.</summary>
    /// <param name="topicPath">Its path, such as <c>a/b</c>.</param>
    /// <param name="specification">Its type and properties.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the topic may still be created.</param>
    /// <returns>Whether it was created. See <see cref="AddTopicAsync(string, ITopicSpecification)"/>.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the specification is null.</exception>
    Task<AddTopicResult> AddTopicAsync(string topicPath, ITopicSpecification specification, CancellationToken cancellationToken);

    /// <summary>Removes topics.</summary>
    /// <param name="topics">The selector.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task<ITopicRemovalResult> RemoveTopicsAsync(string topics);

    /// <summary>Removes topics.</summary>
    /// <param name="topics">The selector.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the topics may still be removed.</param>
    /// <returns>How many were removed.</returns>
    /// <exception cref="ArgumentException">The selector is null or malformed.</exception>
    Task<ITopicRemovalResult> RemoveTopicsAsync(string topics, CancellationToken cancellationToken);
}
