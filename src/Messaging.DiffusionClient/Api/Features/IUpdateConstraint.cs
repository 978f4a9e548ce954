#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>A condition that the server checks before it applies an update. Immutable and thread-safe.</summary>
public interface IUpdateConstraint
{
    /// <summary>Both conditions must hold.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>The combination.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    IUpdateConstraint And(IUpdateConstraint other);

    /// <summary>At least one of the conditions must hold.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>The combination.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    IUpdateConstraint Or(IUpdateConstraint other);
}
