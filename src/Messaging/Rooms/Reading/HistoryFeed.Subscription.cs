using Messaging.Diagnostics;
using Messaging.Sessions;
using static Messaging.Rooms.Reading.HandOver;

namespace Messaging.Rooms.Reading;

/// <content>How the subscription begins, is renewed, ends and comes back.</content>
internal sealed partial class HistoryFeed
{
    public ITopicListener Restart(ITopicSession session, Func<ITopicListener, Task<bool>> confirmAsync)
    {
        lock (_lock)
        {
            _listener = new HistoryListener(this, session, confirmAsync);
            _isSubscribing = true;
            _isUntold = false;
            _subscription.Begin();
            _series.BeginGathering(GapReason.SessionReplaced);
            _readers.Revive();
            return _listener;
        }
    }

    public void Forbid(ITopicSession session)
    {
        lock (_lock)
        {
            if (session != _listener?.Session || _subscription is not { IsAnnounced: false, End: null })
            {
                return;
            }

            Later(() => logger.ReadingForbidden(topic.Path));
            _subscription.Finish(GapReason.NotPermitted);
            if (_isSubscribing)
            {
                // The readers are told as soon as the subscription is confirmed.
                _isUntold = true;
            }
            else
            {
                OfferEnd();
            }
        }
    }

    public bool Refuse(ITopicListener listener, MessagingException refusal)
    {
        lock (_lock)
        {
            if (listener != _listener || _subscription.IsAnnounced)
            {
                return false;
            }

            // What was known of the room is to be compared with what comes one day.
            _series.GiveUpGathering();
            _listener.IsConfirming = false;
            if (_subscription.End is null)
            {
                _subscription.Finish(refusal);
                OfferEnd();
                Later(() => logger.SubscriptionRefused(topic.Path, refusal.Code, refusal.Message));
            }

            return true;
        }
    }

    public object? FindSilence(ITopicSession session)
    {
        lock (_lock)
        {
            return session == _listener?.Session ? _subscription.Silence : null;
        }
    }

    public void EndSilence(object silence)
    {
        lock (_lock)
        {
            if (_subscription.Silence != silence)
            {
                return;
            }

            GapReason reason = _subscription.End!.Value;
            _isUntold = false;
            _subscription.Begin();
            if (!_isSubscribing)
            {
                _series.BeginGathering(reason);
                Settle(_listener!);
            }
        }
    }

    public async Task SettleAsync(ITopicListener listener, CancellationToken cancellationToken)
    {
        if (NeedsLatest(listener) is { } session)
        {
            AddInitial(listener, await session.QueryAsync(topic.Path, Latest, cancellationToken).ConfigureAwait(false));
        }

        lock (_lock)
        {
            if (listener == _listener && _series.IsGathering)
            {
                Settle(_listener);
            }
        }
    }

    /// <summary>Comes on the session's thread, as all that a listener tells.</summary>
    public void OnSubscribed(HistoryListener from, TopicDescription description)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            if (!_isSubscribing)
            {
                BeginRenewal(from, _subscription.End ?? (_series.IsRefreshing ? _series.Cause : GapReason.EventsLost));
            }

            if (_subscription.End == GapReason.NotPermitted)
            {
                Later(permissionsChanged);
            }

            _isUntold = false;
            _subscription.Announce();
            _series.Describe(description);
        }
    }

    public void OnUnsubscribed(HistoryListener from, UnsubscribeCause cause)
    {
        lock (_lock)
        {
            if (from != _listener)
            {
                return;
            }

            _subscription.TakeBack();
            switch (cause)
            {
                case UnsubscribeCause.TopicRemoved:
                    _series.Forget(isSubscribing: _isSubscribing);
                    Later(() => logger.RoomTopicRemoved(topic.Path));
                    break;
                case UnsubscribeCause.Refreshed when _isSubscribing:
                    _series.BeginGathering(_series.Cause);
                    break;
                case UnsubscribeCause.Refreshed:
                    // Nothing more comes if the topic is gone, so the confirmation is asked for now, too.
                    BeginRenewal(from, GapReason.SubscriptionRefreshed);
                    break;
                case UnsubscribeCause.Server:
                    _subscription.Finish(GapReason.SubscriptionEnded);
                    OfferEnd();
                    Later(() => logger.SubscriptionEnded(topic.Path));
                    break;
                case UnsubscribeCause.NotPermitted:
                    _subscription.Finish(GapReason.NotPermitted);
                    OfferEnd();
                    Later(() => logger.ReadingForbidden(topic.Path));
                    Later(permissionsChanged);
                    break;
            }
        }
    }

    /// <summary>What a renewal of the subscription begins with and is not complete; <see langword="null"/> when there is nothing to confirm.</summary>
    public object? FindUnconfirmed(HistoryListener listener)
    {
        lock (_lock)
        {
            object? gathering = listener == _listener ? _series.Gathering : null;
            listener.IsConfirming = gathering is not null;
            return gathering;
        }
    }

    /// <summary>It is complete, unless another one has begun in the meantime.</summary>
    public void Confirm(HistoryListener listener, object gathering)
    {
        lock (_lock)
        {
            if (_series.Gathering == gathering)
            {
                Settle(listener);
            }
        }
    }

    /// <summary>The server begins to tell anew by its own will; it is asked for a confirmation, which comes behind that.</summary>
    private void BeginRenewal(HistoryListener listener, GapReason cause)
    {
        _series.BeginGathering(cause);
        if (!listener.IsConfirming)
        {
            listener.IsConfirming = true;
            _ = Task.Run(listener.ConfirmAsync);
        }
    }

    /// <summary>Where to ask for the latest message, when that is needed.</summary>
    private ITopicSession? NeedsLatest(ITopicListener listener)
    {
        lock (_lock)
        {
            return listener == _listener && _series.NeedsLatest ? _listener.Session : null;
        }
    }

    private void AddInitial(ITopicListener listener, IReadOnlyList<TopicValue> values)
    {
        lock (_lock)
        {
            if (listener == _listener)
            {
                values.Select(ToEvent).ToList().ForEach(_series.Gather);
            }
        }
    }

    private void Settle(HistoryListener listener)
    {
        _session = listener.Session;
        _isSubscribing = false;
        if (_isUntold)
        {
            // What was known of the room is to be compared with what comes one day.
            _isUntold = false;
            _series.GiveUpGathering();
            OfferEnd();
            return;
        }

        _series.CompleteGathering();
        var renewed = HistoryItem.Renewed(++_items, _series.Known.Series, _series.Known.Last, _series.Cause);
        if (!_isSeen)
        {
            _isSeen = true;
            TimelineSnapshot? first = null;
            foreach (HistoryReader reader in _readers)
            {
                reader.Begin(first ??= Snapshot());
            }
        }

        Offer(renewed);
    }

    private void OfferEnd() =>
        Offer(HistoryItem.Ended(++_items, _series.Known.Series, _series.Known.Last, _subscription.End!.Value));
}
