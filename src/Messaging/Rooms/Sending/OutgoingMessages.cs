namespace Messaging.Rooms.Sending;

/// <summary>Makes messages from what callers say, and refuses what may not be sent. Thread-safe.</summary>
internal sealed class OutgoingMessages(
    MessagingOptions options, Func<string?> principal, Func<string?> nextPrincipal, RecentIds ownIds, TimeProvider time)
{
    /// <summary>The author whom the server notes now.</summary>
    public string Author => principal() ?? "";

    /// <summary>
    /// The author whom the server may note already, as the client is about to become somebody else; otherwise <see langword="null"/>. Ask
    /// before <see cref="Author"/>.
    /// </summary>
    public string? NextAuthor => nextPrincipal();

    /// <summary>Who does what is begun now; <see langword="null"/> when the client is about to become somebody else, so that it may be either.</summary>
    public string? Caller => NextAuthor is null ? Author : null;

    /// <summary>How many messages wait, in all rooms.</summary>
    public OutboxBudget Budget { get; } = new(options.OutboxCapacity);

    /// <summary>How long a message may wait, or be looked for.</summary>
    public TimeSpan Timeout => options.SendTimeout;

    /// <summary>Tries to send a message that the caller may send again.</summary>
    public SharedSends UnderWay { get; } = new();

    public OutgoingMessage Create(string text, SendOptions? sendOptions)
    {
        CheckText(text);
        string name = sendOptions?.Name ?? options.DisplayName ?? principal() ?? "Anonymous";
        if (SenderName.FindProblem(name) is { } problem)
        {
            throw new ArgumentException($"{nameof(SendOptions)}.{nameof(SendOptions.Name)}: {problem}", nameof(sendOptions));
        }

        MessageId id = sendOptions?.Id ?? MessageId.New(time);
        if (id == default)
        {
            throw new ArgumentException($"{nameof(SendOptions)}.{nameof(SendOptions.Id)}: a message id must not be empty.", nameof(sendOptions));
        }

        DateTimeOffset timestamp = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        ownIds.Add(id);
        return new OutgoingMessage(text, name, id, timestamp, HasGivenId: sendOptions?.Id is not null);
    }

    public bool IsOwn(MessageId id) => ownIds.Contains(id);

    /// <summary>Refuses a text that may not be sent.</summary>
    public void CheckText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > options.MaximumTextLength)
        {
            throw new ArgumentException(
                $"The text has {text.Length} characters, and {options.MaximumTextLength} are allowed "
                + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.MaximumTextLength)}).",
                nameof(text));
        }

        if (!UnicodeText.IsWellFormed(text))
        {
            throw new ArgumentException("The text contains half of a surrogate pair.", nameof(text));
        }
    }
}
