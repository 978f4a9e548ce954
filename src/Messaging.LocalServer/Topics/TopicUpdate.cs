using Messaging.DiffusionWire.Services.Updates;

namespace Messaging.LocalServer.Topics;

/// <summary>A value that somebody wants a topic to have.</summary>
/// <param name="Value">The bytes, good as long as the request is.</param>
/// <param name="Constraint">What must hold.</param>
/// <param name="Author">The principal of the session; empty if anonymous.</param>
internal readonly record struct TopicUpdate(ReadOnlyMemory<byte> Value, UpdateConstraint Constraint, string Author);
