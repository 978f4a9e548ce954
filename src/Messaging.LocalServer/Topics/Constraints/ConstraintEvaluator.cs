using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>Decides whether an update's constraint holds (TOPIC-33).</summary>
internal static class ConstraintEvaluator
{
    /// <summary>Refuses the update unless its constraint holds.</summary>
    /// <exception cref="ServiceException">It does not hold, or the server cannot tell.</exception>
    public static void Require(UpdateConstraint constraint, in ConstraintTarget target)
    {
        if (!Holds(constraint, target))
        {
            throw new ServiceException(
                ServiceErrorCode.UnsatisfiedConstraint,
                $"The constraint {constraint.GetType().Name} for the path {target.Path} is not satisfied.");
        }
    }

    private static bool Holds(UpdateConstraint constraint, in ConstraintTarget target) => constraint switch
    {
        UpdateConstraint.None => true,
        UpdateConstraint.And and => Holds(and.Left, target) && Holds(and.Right, target),
        UpdateConstraint.Or or => Holds(or.Left, target) || Holds(or.Right, target),
        UpdateConstraint.NoTopic => target.Type is null,
        UpdateConstraint.NoValue => target.Type is not null && target.Value is null,
        UpdateConstraint.Value value => OperandComparison.Holds(value.Operand, target),
        UpdateConstraint.PartialJson partial => PartialJsonComparison.Holds(partial, target),
        UpdateConstraint.Locked => throw new ServiceException(
            ServiceErrorCode.Unsupported,
            "This local server does not offer session locks, so no session can hold one."),
        _ => throw new ServiceException(ServiceErrorCode.Unsupported, $"Unsupported constraint {constraint.GetType().Name}."),
    };
}
