using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The constraints of the golden vectors, but those on locks.</summary>
internal static class ConstraintVectors
{
    private static IUpdateConstraintFactory Constraints => Diffusion.UpdateConstraints;

    public static IEnumerable<CallVector> All { get; } =
    [
        Set("noTopic", Constraints.NoTopic),
        Set("noValue", Constraints.NoValue),
        Set("value_is_string", Constraints.Value("a")),
        Set("value_eq_string", Constraints.Value(UpdateConstraintOperator.EQ, "a")),
        Set("value_eq_int64", Constraints.Value(UpdateConstraintOperator.EQ, 5)),
        Set("value_gt_double", Constraints.Value(UpdateConstraintOperator.GT, 1.5)),
        Set("json_with", Constraints.JSONValue.With("/id", "x")),
        Set("json_with_without", Constraints.JSONValue.With("/id", "x").Without("/del")),
        Set("json_eq_null", Constraints.JSONValue.With<object?>("/id", UpdateConstraintOperator.EQ, null)),
        Set("json_eq_true", Constraints.JSONValue.With("/id", UpdateConstraintOperator.EQ, true)),
        Set("or", Constraints.NoValue.Or(Constraints.NoTopic)),
    ];

    private static CallVector Set(string name, IUpdateConstraint constraint) => new($"set_constraint_{name}", async session =>
    {
        await session.TopicUpdate.SetAsync("P", CallVectors.Json("1"), constraint);
        return null;
    });
}
