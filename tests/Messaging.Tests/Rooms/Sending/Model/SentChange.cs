namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>An edit or a removal that the model has asked for, and what it was told.</summary>
/// <param name="handle">Through which handle.</param>
/// <param name="sequence">Of which message.</param>
/// <param name="text">The text, by which the model knows it; <see langword="null"/> removes the message.</param>
/// <param name="cancellation">Gives it up.</param>
internal sealed class SentChange(int handle, long sequence, string? text, CancellationTokenSource cancellation)
{
    public int Handle => handle;

    public long Sequence => sequence;

    public string? Text => text;

    public CancellationTokenSource Cancellation => cancellation;

    public required Task<EventMetadata> Call { get; init; }

    public bool IsOver => Call.IsCompleted;

    /// <summary>How often it must have been made, given what its caller was told.</summary>
    public (int Least, int Most) Promise() => Call.IsCompletedSuccessfully ? (1, 1) : (0, SentMessage.MayBeThere(Call) ? 1 : 0);

    public override string ToString() =>
        $"{(text is null ? "removal" : $"'{text}'")} of {sequence} by {handle}: "
        + (Call.IsCompletedSuccessfully ? $"made as {Call.Result.Sequence}" : SentMessage.Tell(Call));
}
