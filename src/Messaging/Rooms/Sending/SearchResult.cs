namespace Messaging.Rooms.Sending;

/// <summary>What looking for a message has shown. Immutable.</summary>
internal abstract record SearchResult
{
    /// <summary>It is in the room.</summary>
    public sealed record Found(SendReceipt Receipt) : SearchResult;

    /// <summary>It is not in the room, and what was sent of it does not come any more.</summary>
    public sealed record NotThere : SearchResult;

    /// <summary>It cannot be told.</summary>
    /// <param name="Why">Why, as a sentence.</param>
    public sealed record Unclear(string Why) : SearchResult;
}
