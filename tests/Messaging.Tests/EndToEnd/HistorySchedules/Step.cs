namespace Messaging.Tests.EndToEnd.HistorySchedules;

/// <summary>One thing that a client does.</summary>
internal abstract record Step
{
    public sealed record Send : Step;

    /// <summary>Edits one of the messages that the client has sent.</summary>
    public sealed record Edit(int Which) : Step;

    /// <summary>Removes one of the messages that the client has sent.</summary>
    public sealed record Remove(int Which) : Step;

    public sealed record Read(ReaderPlan Plan) : Step;

    /// <summary>Cuts a client's connection, whatever is under way on it.</summary>
    public sealed record Cut(int Client) : Step;
}

/// <summary>How a reader reads.</summary>
/// <param name="Client">Which client it belongs to.</param>
/// <param name="From">Where it starts.</param>
/// <param name="Number">How many messages back, how many milliseconds ago, or a sequence number.</param>
/// <param name="Capacity">Of its buffer.</param>
/// <param name="Overflow">What happens when that is full.</param>
/// <param name="PausesAfter">After how many events it takes no more until all have written; null for never.</param>
internal sealed record ReaderPlan(int Client, Start From, int Number, int Capacity, ReaderOverflow Overflow, int? PausesAfter);

internal enum Start
{
    LiveOnly,
    Latest,
    FromTime,
    FromSequence,
}
