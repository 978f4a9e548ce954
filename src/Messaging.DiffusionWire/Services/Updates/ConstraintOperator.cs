namespace Messaging.DiffusionWire.Services.Updates;

/// <summary>How a constraint compares (rule TOPIC-34).</summary>
public enum ConstraintOperator : byte
{
    /// <summary>The same type and value.</summary>
    Is = 1,

    /// <summary>Equal, numbers and texts being converted to each other.</summary>
    Equal = 2,

    /// <summary>Not equal.</summary>
    NotEqual = 3,

    /// <summary>Greater.</summary>
    Greater = 4,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual = 5,

    /// <summary>Less.</summary>
    Less = 6,

    /// <summary>Less or equal.</summary>
    LessOrEqual = 7,
}
