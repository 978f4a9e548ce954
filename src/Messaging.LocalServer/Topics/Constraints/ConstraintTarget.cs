using Messaging.DiffusionWire.Values;

namespace Messaging.LocalServer.Topics.Constraints;

/// <summary>What a constraint is asked about: the state of a path at the moment of the update.</summary>
/// <param name="Path">The path, for the message.</param>
/// <param name="Type">The topic's type; null if there is no topic.</param>
/// <param name="Value">The topic's value; null if it has none.</param>
internal readonly record struct ConstraintTarget(string Path, TopicTypeCode? Type, ReadOnlyMemory<byte>? Value)
{
    public static ConstraintTarget Missing(string path) => new(path, null, null);
}
