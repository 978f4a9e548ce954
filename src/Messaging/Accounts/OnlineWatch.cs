using System.Runtime.CompilerServices;
using Messaging.Sessions;

namespace Messaging.Accounts;

/// <summary>Tells who is online, across the sessions of the client.</summary>
internal sealed class OnlineWatch(Connection connection)
{
    public async IAsyncEnumerable<IReadOnlyList<OnlineSession>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ITopicSession? session = null;
        while (await NextSessionAsync(session, cancellationToken).ConfigureAwait(false) is { } next)
        {
            session = next;
            var roster = new OnlineRoster();
            if (await TryBeginAsync(session, roster, cancellationToken).ConfigureAwait(false) is not { } listening)
            {
                continue;
            }

            await using (listening.ConfigureAwait(false))
            {
                while (await roster.WhenChangedAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return roster.Take();
                }
            }
        }
    }

    /// <summary><see langword="null"/>: the client was disposed.</summary>
    private async Task<ITopicSession?> NextSessionAsync(ITopicSession? former, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.GetSessionAsync(former, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (former is not null)
        {
            return null;
        }
    }

    /// <summary>
    /// <see langword="null"/>: the connection broke meanwhile. What happened while it was down may not have been told, also when the
    /// same session comes back; so then the list begins anew, too.
    /// </summary>
    private static async Task<IAsyncDisposable?> TryBeginAsync(
        ITopicSession session, OnlineRoster roster, CancellationToken cancellationToken)
    {
        Latest<LinkStatus>.Entry link = session.Link.Now;
        try
        {
            IAsyncDisposable listening = await session.Administration.WatchSessionsAsync(roster, cancellationToken).ConfigureAwait(false);
            roster.Begin(session.ComesBackAsync(link));
            return listening;
        }
        catch (MessagingException loss) when (loss.IsInterruption())
        {
            return null;
        }
    }
}
