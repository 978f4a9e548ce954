using System.Diagnostics.CodeAnalysis;

namespace Messaging;

/// <summary>
/// A question to a room's history, as messages when it is enumerated itself, as pages with <see cref="AsPages"/>. Immutable;
/// may be enumerated more than once, and asks the server each time.
/// </summary>
/// <remarks>
/// Enumerating throws a <see cref="MessagingException"/> when the server cannot be asked or refuses,
/// <see cref="OperationCanceledException"/> when the enumeration's token was cancelled, and
/// <see cref="ObjectDisposedException"/> when the room was left or the client was disposed. To go on after a failure, resume
/// behind the last page that came.
/// </remarks>
[SuppressMessage("Naming", "CA1710", Justification = "It is a question, not a collection.")]
public abstract class HistoryQuery : IAsyncEnumerable<ChatMessage>
{
    /// <summary>The largest page: 1,000 events.</summary>
    public const int MaximumPageSize = 1_000;

    /// <summary>The messages in pages. There is one page at least, which may be empty.</summary>
    /// <param name="pageSize">How many events a page has at most. From 1 to <see cref="MaximumPageSize"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pageSize"/> is outside the range.</exception>
    public abstract IAsyncEnumerable<HistoryPage> AsPages(int pageSize = 50);

    /// <summary>
    /// The messages alone, without those that were removed and what is no message: the newest first if the query leads
    /// backwards, the oldest first if it leads forwards.
    /// </summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public abstract IAsyncEnumerator<ChatMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default);
}
