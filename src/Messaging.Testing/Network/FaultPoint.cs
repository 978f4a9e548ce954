namespace Messaging.Testing;

/// <summary>A place in the bytes of one direction, given by bytes or by frames, and what is to happen there.</summary>
internal sealed class FaultPoint(FaultAction action)
{
    private readonly TaskCompletionSource _happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FaultAction Action => action;

    /// <summary>The place; null as long as it depends on <see cref="Frames"/>.</summary>
    public long? Bytes { get; set; }

    /// <summary>The frame behind which, and behind <see cref="BytesOfNext"/> more, the place is.</summary>
    public long Frames { get; init; }

    public int BytesOfNext { get; init; }

    public Task Happened => _happened.Task;

    /// <summary>The place is known as soon as the frame has ended.</summary>
    public void OnPosition(long bytes, long frames)
    {
        if (frames >= Frames)
        {
            Bytes ??= bytes + BytesOfNext;
        }
    }

    public void SetHappened() => _happened.TrySetResult();
}
