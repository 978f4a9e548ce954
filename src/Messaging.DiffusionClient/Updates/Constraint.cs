using Messaging.DiffusionWire.Services.Updates;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Updates;

/// <summary>The wire's constraint behind the public interface.</summary>
internal class Constraint(UpdateConstraint wire) : IUpdateConstraint
{
    public UpdateConstraint Wire { get; } = wire;

    /// <summary>What to send for a constraint.</summary>
    /// <exception cref="ArgumentException">Somebody else made it.</exception>
    public static UpdateConstraint ToWire(IUpdateConstraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        return constraint is Constraint own
            ? own.Wire
            : throw new ArgumentException("Constraints come from Diffusion.UpdateConstraints.", nameof(constraint));
    }

    public IUpdateConstraint And(IUpdateConstraint other) => new Constraint(new UpdateConstraint.And(Wire, ToWire(other)));

    public IUpdateConstraint Or(IUpdateConstraint other) => new Constraint(new UpdateConstraint.Or(Wire, ToWire(other)));

    public override string ToString() => Wire.ToString();
}
