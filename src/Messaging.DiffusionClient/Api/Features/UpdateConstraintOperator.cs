#nullable disable
namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>How a condition compares the topic's value (left) with the given one (right).</summary>
public enum UpdateConstraintOperator
{
    /// <summary>Strictly equal: type and value.</summary>
    IS = 1,

    /// <summary>Equal, with text read as a number where the other side is one.</summary>
    EQ = 2,

    /// <summary>Not equal in the sense of <see cref="EQ"/>.</summary>
    NE = 3,

    /// <summary>Greater.</summary>
    GT = 4,

    /// <summary>Greater or equal.</summary>
    GE = 5,

    /// <summary>Less.</summary>
    LT = 6,

    /// <summary>Less or equal.</summary>
    LE = 7,
}
