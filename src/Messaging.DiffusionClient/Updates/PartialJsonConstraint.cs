using Messaging.DiffusionWire.Services.Updates;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Updates;

internal sealed class PartialJsonConstraint(UpdateConstraint.PartialJson wire) : Constraint(wire), IPartialJSON
{
    public static PartialJsonConstraint Empty { get; } = new(new UpdateConstraint.PartialJson([], []));

    private UpdateConstraint.PartialJson Parts => (UpdateConstraint.PartialJson)Wire;

    public IPartialJSON With<TValue>(string pointer, TValue value) => With(pointer, UpdateConstraintOperator.IS, value);

    public IPartialJSON With<TValue>(string pointer, UpdateConstraintOperator updateConstraintOperator, TValue value)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        ConstraintOperand operand = Operand.ForPart(updateConstraintOperator, value);
        return new PartialJsonConstraint(Parts with { With = [.. Parts.With, new(pointer, operand)] });
    }

    public IPartialJSON Without(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return new PartialJsonConstraint(Parts with { Without = [.. Parts.Without, pointer] });
    }
}
