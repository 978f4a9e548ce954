namespace Messaging.Sessions;

/// <summary>How a <see cref="RetryLoop"/> goes about it.</summary>
internal sealed record RetryPlan
{
    /// <summary>How long to try; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>What went wrong before the first attempt, which then waits like the others; <see langword="null"/>: it begins at once.</summary>
    public MessagingException? Cause { get; init; }

    /// <summary>Is told of each attempt that failed.</summary>
    public required Action<int, MessagingException> Failed { get; init; }

    /// <summary>Is told when the next attempt begins; <see langword="null"/>: now.</summary>
    public required Action<DateTimeOffset?> Next { get; init; }

    /// <summary>Says that the time is over. Gets the latest failure, if there was one.</summary>
    public required Func<MessagingException?, MessagingException> GiveUp { get; init; }
}
