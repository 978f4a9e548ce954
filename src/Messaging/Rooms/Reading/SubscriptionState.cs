namespace Messaging.Rooms.Reading;

/// <summary>
/// Whether the server tells a session of a room's topic, and if not, why. Belongs to the feed's lock.
/// </summary>
/// <param name="topicPath">The room's topic.</param>
/// <param name="changed">Is told why nothing comes, and <see langword="null"/> when something may. Only notes it.</param>
internal sealed class SubscriptionState(string topicPath, Action<MessagingException?> changed)
{
    private MessagingException? _cause;
    private bool _isSilent;

    /// <summary>Whether the session has said that the topic is there, and has not taken that back.</summary>
    public bool IsAnnounced { get; private set; }

    /// <summary>Why nothing comes; <see langword="null"/> when something may.</summary>
    public GapReason? End { get; private set; }

    /// <summary>
    /// An end that may be over without a word of the server's, as long as there is no topic; <see langword="null"/>: there is none. Not
    /// what the server ended by a rule of its own: that is for the server to restore.
    /// </summary>
    public object? Silence => _isSilent && !IsAnnounced ? _cause : null;

    /// <summary>A session begins, or the end is over.</summary>
    public void Begin()
    {
        (IsAnnounced, End, _cause, _isSilent) = (false, null, null, false);
        changed(null);
    }

    public void Announce()
    {
        Begin();
        IsAnnounced = true;
    }

    /// <summary>The topic is not there any more, or what was said of it does not count.</summary>
    public void TakeBack() => IsAnnounced = false;

    /// <summary>The server has ended the subscription, or the principal may not read.</summary>
    public void Finish(GapReason reason) =>
        Finish(reason, SubscriptionErrors.Ended(topicPath, reason), isSilent: reason == GapReason.NotPermitted);

    /// <summary>The server does not confirm the subscription.</summary>
    public void Finish(MessagingException refusal) => Finish(
        refusal.Code == MessagingErrorCode.NotPermitted ? GapReason.NotPermitted : GapReason.SubscriptionEnded, refusal, isSilent: true);

    private void Finish(GapReason reason, MessagingException cause, bool isSilent)
    {
        (IsAnnounced, End, _cause, _isSilent) = (false, reason, cause, isSilent);
        changed(cause);
    }
}
