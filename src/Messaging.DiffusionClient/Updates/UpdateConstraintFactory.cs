using Messaging.DiffusionWire.Services.Updates;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Updates;

internal sealed class UpdateConstraintFactory : IUpdateConstraintFactory
{
    public IUpdateConstraint NoTopic { get; } = new Constraint(UpdateConstraint.NoTopic.Instance);

    public IUpdateConstraint NoValue { get; } = new Constraint(UpdateConstraint.NoValue.Instance);

    public IPartialJSON JSONValue => PartialJsonConstraint.Empty;

    public IUpdateConstraint Value<TValue>(TValue value) => Value(UpdateConstraintOperator.IS, value);

    public IUpdateConstraint Value<TValue>(UpdateConstraintOperator updateConstraintOperator, TValue value) =>
        new Constraint(new UpdateConstraint.Value(Operand.ForValue(updateConstraintOperator, value)));
}
