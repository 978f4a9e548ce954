namespace Messaging.Sessions;

/// <summary>What to do about calls that failed because a session's link broke: the session may come back.</summary>
internal static class Interruptions
{
    /// <summary>Whether it was the link or the session that failed, and not the server that refused.</summary>
    public static bool IsInterruption(this MessagingException failure) =>
        failure.Code is MessagingErrorCode.ConnectionLost or MessagingErrorCode.NotConnected;

    /// <summary>Completes when the session has its link back, or has ended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="before">How the link was before the call that failed.</param>
    /// <returns><see langword="true"/>: it makes sense to try again.</returns>
    public static async Task<bool> ComesBackAsync(this ITopicSession session, Latest<LinkStatus>.Entry before)
    {
        using var isOver = new CancellationTokenSource();
        Task isBack = session.Link.WhenUpAgainAsync(before, isOver.Token);
        await Task.WhenAny(isBack, session.Ended).ConfigureAwait(false);
        await isOver.CancelAsync().ConfigureAwait(false);
        return !session.Ended.IsCompleted;
    }
}
