namespace Messaging;

/// <summary>
/// The identifier that a sender gives to a message: any text that is not empty. Compared ordinally. Ids made here are
/// version 7 GUIDs in lower case; other Diffusion clients may use what they like, or nothing.
/// </summary>
public readonly record struct MessageId
{
    private readonly string? _value;

    /// <summary>Wraps an identifier.</summary>
    /// <param name="value">The identifier, 1 to 200 UTF-16 code units.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty or too long.</exception>
    public MessageId(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaximumLength)
        {
            throw new ArgumentException($"A message id has at most {MaximumLength} characters.", nameof(value));
        }

        _value = value;
    }

    /// <summary>The longest identifier, in UTF-16 code units: 200.</summary>
    public static int MaximumLength => 200;

    /// <summary>The identifier; empty for <see langword="default"/>.</summary>
    public string Value => _value ?? "";

    /// <summary>Makes an identifier that nobody else has: a version 7 GUID, which sorts by time.</summary>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    public static MessageId New(TimeProvider? timeProvider = null) =>
        new(Guid.CreateVersion7((timeProvider ?? TimeProvider.System).GetUtcNow()).ToString());

    /// <summary>The identifier.</summary>
    public override string ToString() => Value;
}
