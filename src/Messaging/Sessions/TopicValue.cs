namespace Messaging.Sessions;

/// <summary>
/// A received JSON value, still in the form in which it came; of a time series, an event. Immutable, and thread-safe.
/// </summary>
internal abstract class TopicValue
{
    private RoomEvent? _decoded;

    /// <summary>The event's metadata; <see langword="null"/> when the topic is no time series.</summary>
    public virtual EventMetadata? Event => null;

    /// <summary>The metadata of the original event when this is an edit; otherwise <see langword="null"/>.</summary>
    public virtual EventMetadata? Original => null;

    /// <summary>The value as JSON text. Decodes it, so not to be called on the session's thread.</summary>
    /// <exception cref="FormatException">It is no JSON value.</exception>
    public abstract string ToJson();

    /// <summary>
    /// The value as the CBOR that it came as, for those who read it without the detour over text. Nobody has checked it. Good until
    /// the thread asks for another one's.
    /// </summary>
    /// <returns>Empty when there is only <see cref="ToJson"/>.</returns>
    public virtual ReadOnlySpan<byte> ToCbor() => [];

    /// <summary>
    /// What the value says. Remembers what the first answer was, so that all readers of a room share one message; two that ask at
    /// the same time may both decode it, and get the same.
    /// </summary>
    /// <param name="decode">Decodes it, always in the same way.</param>
    /// <param name="isShared">
    /// Whether others are about to ask. If not, nothing is remembered but what is no message, of which a log tells once: the value may be
    /// kept long, and would keep a second form of itself with it.
    /// </param>
    public RoomEvent DecodeOnce(Func<TopicValue, RoomEvent> decode, bool isShared = true)
    {
        if (Volatile.Read(ref _decoded) is { } known)
        {
            return known;
        }

        RoomEvent decoded = decode(this);
        if (!isShared && decoded is not UnreadableMessage)
        {
            return decoded;
        }

        return Interlocked.CompareExchange(ref _decoded, decoded, null) ?? decoded;
    }
}
