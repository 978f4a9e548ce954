namespace Messaging.Testing;

/// <summary>The readers of one handle that end together. Changed and asked under the room's lock.</summary>
internal sealed class FakeReaders
{
    /// <summary>The place behind the last event that they get; <see langword="null"/> as long as they go on.</summary>
    public int? EndsAt { get; private set; }

    /// <summary>Why they have ended; <see langword="null"/> if in good order.</summary>
    public MessagingException? Error { get; private set; }

    public void End(FakeTimeline timeline, MessagingException? error)
    {
        EndsAt = timeline.Length;
        Error = error;
        timeline.WakeReaders();
    }
}
