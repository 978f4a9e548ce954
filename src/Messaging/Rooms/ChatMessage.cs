using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Text.Json;

namespace Messaging;

/// <summary>
/// A message as it stands in the room. Immutable, compared by value. What is in <see cref="Event"/> and <see cref="Edit"/> is
/// the server's word; everything else is the sender's: the name, the time and the id prove nothing.
/// </summary>
[DebuggerDisplay("{Name,nq}: {Text}")]
public sealed record ChatMessage
{
    // Boxed, as nearly no message has one.
    private readonly object? _traceContext;
    private readonly MessageId _id;

    /// <summary>The sender's id for the message; <see langword="null"/> when it has none.</summary>
    public MessageId? Id
    {
        get => _id.IsNone ? null : _id;
        init => _id = value ?? default;
    }

    /// <summary>The text, as it was sent. It may contain anything: escape it where it is shown.</summary>
    public required string Text { get; init; }

    /// <summary>The name that the sender gave; <see langword="null"/> when there is none. Escape it like the text.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// When the message was sent, by the sender's clock, in UTC. Show it in the reader's time zone.
    /// <see langword="null"/> when there is no time or it cannot be understood.
    /// </summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>
    /// What stands in place of a time that could not be understood, for example a clock time without a date;
    /// <see langword="null"/> when <see cref="Timestamp"/> is set or there is no time at all.
    /// </summary>
    public string? RawTimestamp { get; init; }

    /// <summary>
    /// The event that posted the message: its number in the room, and the server's word on when and by whom.
    /// <see langword="null"/> in a <see cref="RoomKind.Live"/> room, which has no such thing.
    /// </summary>
    public EventMetadata? Event { get; init; }

    /// <summary>The latest edit, when the message was edited; otherwise <see langword="null"/>.</summary>
    public EventMetadata? Edit { get; init; }

    /// <summary>
    /// Whether <see cref="Name"/>, which anybody may choose, is the principal that the server authenticated when the message was
    /// posted: <see cref="EventMetadata.Author"/> of <see cref="Event"/>, character by character. <see langword="null"/> in a
    /// <see cref="RoomKind.Live"/> room, where nobody vouches for an author.
    /// </summary>
    /// <remarks>
    /// Show it where names matter: <see langword="false"/> is what a display name looks like, and an impostor, and everything
    /// that an anonymous session posts. Two names that look alike need not be the same characters.
    /// </remarks>
    public bool? NameIsAuthor => Event is null ? null : Event.Author.Length > 0 && string.Equals(Name, Event.Author, StringComparison.Ordinal);

    /// <summary>Whether the client that read this message sent it, as far as it remembers: its last 1,024 messages.</summary>
    public bool IsOwn { get; init; }

    /// <summary>
    /// The trace in which the message was sent, as its sender says: <c>traceparent</c> and <c>tracestate</c> of the message, as W3C has
    /// them. Link what is done with the message to it; do not make it a parent, as anybody may have written it. <see langword="null"/> when
    /// there is none, or it is malformed. An edit keeps that of the original.
    /// </summary>
    public ActivityContext? TraceContext
    {
        get => (ActivityContext?)_traceContext;
        init => _traceContext = value;
    }

    /// <summary>The message's further fields, which mean nothing to this library. Never <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, JsonElement> Extra { get; init; } = ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>Whether both messages have the same content, further fields included.</summary>
    /// <param name="other">The other message.</param>
    public bool Equals(ChatMessage? other) =>
        other is not null
        && Id == other.Id && Text == other.Text && Name == other.Name
        && Timestamp == other.Timestamp && RawTimestamp == other.RawTimestamp && IsOwn == other.IsOwn
        && Event == other.Event && Edit == other.Edit && TraceContext == other.TraceContext
        && Extra.Count == other.Extra.Count
        && Extra.All(field => other.Extra.TryGetValue(field.Key, out JsonElement value)
                              && JsonElement.DeepEquals(field.Value, value));

    /// <summary>A hash code that agrees with <see cref="Equals(ChatMessage?)"/>.</summary>
    public override int GetHashCode() =>
        HashCode.Combine(Id, Text, Name, Timestamp, RawTimestamp, IsOwn, Event, Edit);
}
