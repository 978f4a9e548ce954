using Messaging.Rooms;

namespace Messaging;

/// <summary>What kind of room is joined, and how it is read. Immutable.</summary>
public sealed record RoomOptions
{
    /// <summary>The default of <see cref="ReaderBufferCapacity"/>.</summary>
    public const int DefaultReaderBufferCapacity = 1024;

    /// <summary>The default of <see cref="RetainedRange"/> and <see cref="SubscriptionRange"/>.</summary>
    public const string DefaultRange = "limit 100";

    private readonly RoomKind _kind;
    private readonly int _readerBufferCapacity = DefaultReaderBufferCapacity;
    private readonly ReaderOverflow _overflow;
    private readonly string _retainedRange = DefaultRange;
    private readonly string _subscriptionRange = DefaultRange;

    /// <summary>What the room keeps.</summary>
    /// <value><see cref="RoomKind.Live"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of <see cref="RoomKind"/>.</exception>
    public RoomKind Kind
    {
        get => _kind;
        init => _kind = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such kind of room.");
    }

    /// <summary>How many events wait for one reader of this handle, before <see cref="Overflow"/> says what happens.</summary>
    /// <value>1,024 by default. From 1 to 1,000,000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int ReaderBufferCapacity
    {
        get => _readerBufferCapacity;
        init => _readerBufferCapacity = value is >= 1 and <= 1_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The capacity goes from 1 to 1,000,000.");
    }

    /// <summary>What happens when a reader of this handle is so slow that its buffer is full.</summary>
    /// <value><see cref="ReaderOverflow.DropAndRepair"/> by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of <see cref="ReaderOverflow"/>.</exception>
    public ReaderOverflow Overflow
    {
        get => _overflow;
        init => _overflow = Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such overflow rule.");
    }

    /// <summary>
    /// How much a <see cref="RoomKind.History"/> room remembers: how many events, edits and removals included, or how long, both
    /// counted back from the latest event. What is older the server forgets.
    /// </summary>
    /// <value>
    /// <c>limit 100</c> by default. A range expression of Diffusion: <c>limit</c> and a number, <c>last</c> and a number with the
    /// unit <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, for example <c>last 12h</c>, or both, where the smaller range
    /// counts. Case means nothing.
    /// </value>
    /// <remarks>Used when joining creates the room; a room that exists keeps what it was created with.</remarks>
    /// <exception cref="ArgumentException">The value is no range expression.</exception>
    public string RetainedRange
    {
        get => _retainedRange;
        init => _retainedRange = Check(value);
    }

    /// <summary>
    /// How much of a <see cref="RoomKind.History"/> room comes with joining it. A reader that wants more costs a query.
    /// </summary>
    /// <value><c>limit 100</c> by default. A range expression like <see cref="RetainedRange"/>.</value>
    /// <remarks>Used when joining creates the room; a room that exists keeps what it was created with.</remarks>
    /// <exception cref="ArgumentException">The value is no range expression.</exception>
    public string SubscriptionRange
    {
        get => _subscriptionRange;
        init => _subscriptionRange = Check(value);
    }

    private static string Check(string value) => RangeExpression.IsValid(value)
        ? value
        : throw new ArgumentException($"'{value}' is no range expression such as 'limit 100', 'last 12h' or 'limit 100 last 12h'.", nameof(value));
}
