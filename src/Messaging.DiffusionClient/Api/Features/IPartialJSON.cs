#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>A condition on parts of a JSON value. Immutable and thread-safe; all its parts must hold.</summary>
public interface IPartialJSON : IUpdateConstraint
{
    /// <summary>Asks for a value at a place.</summary>
    /// <typeparam name="TValue">Text, a number, a boolean, or <c>object</c> with null.</typeparam>
    /// <param name="pointer">The place, as a JSON pointer.</param>
    /// <param name="value">The value that must be there, strictly equal.</param>
    /// <returns>A changed copy.</returns>
    IPartialJSON With<TValue>(string pointer, TValue value);

    /// <summary>Asks for a value at a place.</summary>
    /// <typeparam name="TValue">Text, a number, a boolean, or <c>object</c> with null.</typeparam>
    /// <param name="pointer">The place, as a JSON pointer.</param>
    /// <param name="updateConstraintOperator">How to compare.</param>
    /// <param name="value">The value to compare with.</param>
    /// <returns>A changed copy.</returns>
    IPartialJSON With<TValue>(string pointer, UpdateConstraintOperator updateConstraintOperator, TValue value);

    /// <summary>Asks that there is nothing at a place.</summary>
    /// <param name="pointer">The place, as a JSON pointer.</param>
    /// <returns>A changed copy.</returns>
    IPartialJSON Without(string pointer);
}
