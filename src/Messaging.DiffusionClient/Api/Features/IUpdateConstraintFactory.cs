#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Makes conditions for updates. Thread-safe.</summary>
public interface IUpdateConstraintFactory
{
    /// <summary>There must be no topic at the path.</summary>
    IUpdateConstraint NoTopic { get; }

    /// <summary>The topic must have no value.</summary>
    IUpdateConstraint NoValue { get; }

    /// <summary>The start of a condition on parts of a JSON value; by itself it asks for nothing but a JSON value.</summary>
    IPartialJSON JSONValue { get; }

    /// <summary>The topic's value must be this one, strictly.</summary>
    /// <typeparam name="TValue">The type of the value: one of the data types, or <c>byte[]</c>.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">Such a value cannot be compared.</exception>
    IUpdateConstraint Value<TValue>(TValue value);

    /// <summary>The topic's value must compare with this one.</summary>
    /// <typeparam name="TValue">The type of the value. Bytes and JSON compare by <see cref="UpdateConstraintOperator.IS"/> only.</typeparam>
    /// <param name="updateConstraintOperator">How to compare.</param>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="ArgumentException">Such a value cannot be compared, or not in this way.</exception>
    IUpdateConstraint Value<TValue>(UpdateConstraintOperator updateConstraintOperator, TValue value);
}
