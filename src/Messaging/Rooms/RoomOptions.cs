namespace Messaging;

/// <summary>What kind of room is joined, and how it is read. Immutable.</summary>
public sealed record RoomOptions
{
    /// <summary>The default of <see cref="ReaderBufferCapacity"/>.</summary>
    public const int DefaultReaderBufferCapacity = 1024;

    private readonly RoomKind _kind;
    private readonly int _readerBufferCapacity = DefaultReaderBufferCapacity;

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

    /// <summary>How many messages wait for one reader of this handle before the oldest is dropped.</summary>
    /// <value>1,024 by default. From 1 to 1,000,000.</value>
    /// <remarks>What was dropped is told to the reader by a <see cref="Gap"/> in the same place.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the range.</exception>
    public int ReaderBufferCapacity
    {
        get => _readerBufferCapacity;
        init => _readerBufferCapacity = value is >= 1 and <= 1_000_000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The capacity goes from 1 to 1,000,000.");
    }
}
