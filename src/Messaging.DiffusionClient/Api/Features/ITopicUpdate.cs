#nullable disable
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Updates of topics.</summary>
/// <remarks>
/// A value goes to a topic of its own type: <c>IJSON</c>, <c>string</c>, <c>long?</c>, <c>double?</c>, <c>IBinary</c>. Failures of the
/// tasks: <see cref="NoSuchTopicException"/>, <see cref="IncompatibleTopicException"/>, <see cref="UnsatisfiedConstraintException"/>,
/// <see cref="SessionSecurityException"/>, <see cref="SessionClosedException"/>, otherwise <see cref="SessionException"/>.
/// </remarks>
public interface ITopicUpdate : IFeature
{
    /// <summary>Sets the value of a topic.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="value">The value. Null is a value of STRING, INT64 and DOUBLE topics only.</param>
    /// <returns>Completes when the server has set it.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or the value is null where it must not be.</exception>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="TValue"/>.</exception>
    Task SetAsync<TValue>(string path, TValue value);

    /// <summary>Sets the value of a topic.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the update may still take effect.</param>
    /// <returns>Completes when the server has set it.</returns>
    Task SetAsync<TValue>(string path, TValue value, CancellationToken cancellationToken);

    /// <summary>Sets the value of a topic if a condition holds.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">The condition.</param>
    /// <returns>Completes when the server has set it.</returns>
    Task SetAsync<TValue>(string path, TValue value, IUpdateConstraint constraint);

    /// <summary>Sets the value of a topic if a condition holds.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">The condition.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the update may still take effect.</param>
    /// <returns>Completes when the server has set it.</returns>
    Task SetAsync<TValue>(string path, TValue value, IUpdateConstraint constraint, CancellationToken cancellationToken);

    /// <summary>Creates a topic if there is none, and sets its value.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="specification">What to create.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether the topic was created. Fails with <see cref="Control.Topics.ExistingTopicException"/> if another topic is there.</returns>
    /// <exception cref="ArgumentException">An argument is null where it must not be, or the path is empty.</exception>
    /// <exception cref="ArgumentException">There is no data type for <typeparamref name="TValue"/>.</exception>
    Task<TopicCreationResult> AddAndSetAsync<TValue>(string path, ITopicSpecification specification, TValue value);

    /// <summary>Creates a topic if there is none, and sets its value.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="specification">What to create.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the update may still take effect.</param>
    /// <returns>Whether the topic was created.</returns>
    Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        CancellationToken cancellationToken);

    /// <summary>Creates a topic if there is none, and sets its value, if a condition holds.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="specification">What to create.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">The condition.</param>
    /// <returns>Whether the topic was created.</returns>
    Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        IUpdateConstraint constraint);

    /// <summary>Creates a topic if there is none, and sets its value, if a condition holds.</summary>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="path">The topic.</param>
    /// <param name="specification">What to create.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">The condition.</param>
    /// <param name="cancellationToken">Ends the wait for the answer; the update may still take effect.</param>
    /// <returns>Whether the topic was created.</returns>
    Task<TopicCreationResult> AddAndSetAsync<TValue>(
        string path,
        ITopicSpecification specification,
        TValue value,
        IUpdateConstraint constraint,
        CancellationToken cancellationToken);
}
