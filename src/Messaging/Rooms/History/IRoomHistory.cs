using System.Diagnostics.CodeAnalysis;

namespace Messaging;

/// <summary>
/// What a <see cref="RoomKind.History"/> room remembers, asked page by page. Thread-safe. It lives as long as the room's
/// handle.
/// </summary>
/// <remarks>
/// <para>A query asks the server when it is enumerated, once for each page, and each enumeration asks anew. Every message
/// comes as it stands at that moment. What the server does not retain any more is not in it; that it may give up more
/// messages between two pages is no error.</para>
/// <para>Queries that lead backwards, <see cref="Latest"/> and <see cref="Before(long)"/>, give the newest page, and the newest
/// message, first. Within a page the events are in the order of the room, whatever the direction.</para>
/// </remarks>
/// <example>
/// Show what is older when somebody scrolls up:
/// <code>
/// long oldest = view.Items[0].Event!.Sequence;
/// HistoryPage page = await room.History.Before(oldest).AsPages(50).FirstAsync(cancellationToken);
/// view = view.Apply(page);
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1716", Justification = "In C# these are no keywords outside of query expressions.")]
public interface IRoomHistory
{
    /// <summary>From the latest message backwards.</summary>
    HistoryQuery Latest();

    /// <summary>From the earliest message that the server retains forwards.</summary>
    HistoryQuery Earliest();

    /// <summary>The messages with a lower sequence number, backwards.</summary>
    /// <param name="sequence">The number, from 0. It need not be that of a message.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    HistoryQuery Before(long sequence);

    /// <summary>The messages that were posted earlier, by the server's clock, backwards.</summary>
    /// <param name="time">The time.</param>
    HistoryQuery Before(DateTimeOffset time);

    /// <summary>The messages with this sequence number or a higher one, forwards.</summary>
    /// <param name="sequence">The number, from 0. It need not be that of a message.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    HistoryQuery From(long sequence);

    /// <summary>The messages that were posted at this time or later, by the server's clock, forwards.</summary>
    /// <param name="time">The time.</param>
    HistoryQuery From(DateTimeOffset time);

    /// <summary>Goes on behind a page, in its direction; also in another process than the one that read it.</summary>
    /// <param name="continuation">The page's <see cref="HistoryPage.Continuation"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="continuation"/> is no continuation, or one of another room.
    /// </exception>
    HistoryQuery Resume(string continuation);

    /// <summary>Everything that happened to one message, also what its edits have replaced.</summary>
    /// <param name="sequence">The sequence number of the event that posted it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>
    /// <see cref="MessagePosted"/>, then <see cref="MessageEdited"/> and <see cref="MessageRemoved"/>, the oldest first;
    /// <see cref="UnreadableMessage"/> for a version that is no message.
    /// </returns>
    /// <exception cref="MessagingException">
    /// <see cref="MessagingErrorCode.MessageNotFound"/>: there is no such message, or the server does not retain it any more;
    /// <see cref="MessagingErrorCode.NotPermitted"/>: the principal lacks the permission
    /// <c>QUERY_OBSOLETE_TIME_SERIES_EVENTS</c>; <see cref="MessagingErrorCode.NotConnected"/>,
    /// <see cref="MessagingErrorCode.ConnectionLost"/>, <see cref="MessagingErrorCode.Timeout"/>,
    /// <see cref="MessagingErrorCode.ServerError"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sequence"/> is negative.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The room was left, or the client was disposed.</exception>
    Task<IReadOnlyList<RoomEvent>> GetEditTrailAsync(long sequence, CancellationToken cancellationToken = default);
}
