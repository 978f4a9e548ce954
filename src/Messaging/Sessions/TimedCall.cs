namespace Messaging.Sessions;

/// <summary>A call under way that has a time limit. Its place among the others belongs to the <see cref="CallClock"/>.</summary>
internal abstract class TimedCall(CallBatch batch)
{
    public CallBatch Batch => batch;

    public TimedCall? Previous { get; set; }

    public TimedCall? Next { get; set; }

    /// <summary>When the time is over, as a timestamp.</summary>
    public long Deadline { get; set; }

    /// <summary>Whether it is waited for.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>The time is over. Comes at most once, and only if the answer has not.</summary>
    public abstract void Expire();
}
