using System.Text;

namespace Messaging.Testing;

/// <summary>Who a fake client is, and what it may say: the rules of the real one. Thread-safe.</summary>
internal sealed class FakeUser(MessagingOptions options, TimeProvider time)
{
    private const int MaximumNameLength = 200;

    private readonly string? _displayName = options.DisplayName;
    private readonly int _maximumTextLength = options.MaximumTextLength;
    private volatile string? _principal = options.Principal;

    public string? Principal
    {
        get => _principal;
        set => _principal = value;
    }

    public string TopicPrefix { get; } = options.TopicPrefix;

    public int OutboxCapacity { get; } = options.OutboxCapacity;

    /// <summary>The time, in UTC, to the millisecond, as it stands on messages and events.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    public MessageId NewId() => MessageId.New(time);

    /// <summary>A message to be sent.</summary>
    /// <exception cref="ArgumentException">It may not be sent.</exception>
    public OutboxMessage Create(string text, SendOptions? options)
    {
        CheckText(text);
        string name = options?.Name ?? _displayName ?? Principal ?? "Anonymous";
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaximumNameLength || !IsWellFormed(name))
        {
            throw new ArgumentException($"A sender's name has 1 to {MaximumNameLength} characters, is not blank and is valid Unicode.", nameof(options));
        }

        MessageId id = options?.Id ?? NewId();
        return id == default
            ? throw new ArgumentException("A message id must not be empty.", nameof(options))
            : new OutboxMessage(id, text, name, Now, OutboxMessageState.Waiting, time.GetUtcNow());
    }

    /// <exception cref="ArgumentException">The text may not be sent.</exception>
    public void CheckText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.Length > _maximumTextLength)
        {
            throw new ArgumentException(
                $"The text has {text.Length} characters, and {_maximumTextLength} are allowed "
                + $"({nameof(MessagingOptions)}.{nameof(MessagingOptions.MaximumTextLength)}).",
                nameof(text));
        }

        if (!IsWellFormed(text))
        {
            throw new ArgumentException("The text contains half of a surrogate pair.", nameof(text));
        }
    }

    private static bool IsWellFormed(string text)
    {
        // What is no scalar value is enumerated as a replacement character: one that the text does not have there itself.
        int place = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && text[place] != Rune.ReplacementChar.Value)
            {
                return false;
            }

            place += rune.Utf16SequenceLength;
        }

        return true;
    }
}
