namespace Messaging.TestKit.Node;

/// <summary>What the official JavaScript SDK rejected a call with.</summary>
/// <param name="id">The number of its reason: of an error, a topic add failure or a close. Null when it gave none.</param>
/// <param name="reason">Its words.</param>
/// <param name="output">What Node printed beside it, for the reader of a failed test.</param>
public sealed class JsException(int? id, string reason, string output)
    : Exception(output.Length == 0 ? $"{id}: {reason}" : $"{id}: {reason}\nNode printed:\n{output}")
{
    /// <summary>The number of its reason, or null when it gave none.</summary>
    public int? Id { get; } = id;

    /// <summary>Its words.</summary>
    public string Reason { get; } = reason;
}
