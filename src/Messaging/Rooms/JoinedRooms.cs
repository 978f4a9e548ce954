using Messaging.Diagnostics;
using Messaging.Rooms.Reading;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>The rooms that a client has joined, each with its shared subscription.</summary>
internal sealed class JoinedRooms(
    RecentIds ownIds, Func<string?> principal, TimeSpan capabilityRefresh, ClientTelemetry telemetry, TimeProvider time, ILogger logger)
    : ISessionTenant
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RoomSubscription> _byPath = new(StringComparer.Ordinal);
    private readonly Latest<MessagingException?> _interruption = new(null);

    /// <summary>The rooms that are joined now.</summary>
    public IReadOnlyList<RoomSubscription> Subscriptions
    {
        get
        {
            lock (_lock)
            {
                return [.. _byPath.Values];
            }
        }
    }

    /// <summary>Subscribes for one more handle.</summary>
    /// <param name="topic">The room's topic.</param>
    /// <param name="connect">Gives the session to subscribe on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The room's subscription, to be given back by <see cref="LeaveAsync"/>.</returns>
    public async Task<RoomSubscription> JoinAsync(
        RoomTopic topic, Func<CancellationToken, Task<ITopicSession>> connect, CancellationToken cancellationToken)
    {
        RoomSubscription subscription = Acquire(topic);
        try
        {
            ITopicSession session = await connect(cancellationToken).ConfigureAwait(false);
            await subscription.AttachAsync(session, isRejoin: false, () => IsUnused(subscription), cancellationToken).ConfigureAwait(false);
            logger.RoomJoined(topic.Path);
            return subscription;
        }
        catch
        {
            _ = LeaveAsync(subscription);
            throw;
        }
    }

    /// <summary>
    /// One handle less; the last one ends the subscription. Completes when the server has confirmed that, or cannot for now: then it
    /// is told when the connection is back. Never fails.
    /// </summary>
    public async Task LeaveAsync(RoomSubscription subscription)
    {
        lock (_lock)
        {
            subscription.Handles--;
        }

        Task ending = EndUnusedAsync(subscription);
        for (var now = _interruption.Now; !ending.IsCompleted && now.Value is null; now = _interruption.Now)
        {
            // Lets go of the one that does not complete: leaving costs no token and no exception.
            await Task.WhenAny(ending, now.Replaced).ConfigureAwait(false);
        }
    }

    public async Task MoveToAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        RoomSubscription[] joined;
        lock (_lock)
        {
            joined = [.. _byPath.Values.Where(room => room.Handles > 0)];
        }

        await Task.WhenAll(joined.Select(room => MoveAsync(room, session, cancellationToken))).ConfigureAwait(false);
    }

    public void Close(MessagingException? error)
    {
        lock (_lock)
        {
            foreach (RoomSubscription subscription in _byPath.Values)
            {
                subscription.Close(error);
            }
        }
    }

    public void OnInterrupted(MessagingException cause)
    {
        lock (_lock)
        {
            _interruption.Set(cause);
            foreach (RoomSubscription subscription in _byPath.Values)
            {
                subscription.Status.Interrupt(cause);
            }
        }
    }

    public void OnRestored()
    {
        lock (_lock)
        {
            _interruption.Set(null);
            foreach (RoomSubscription subscription in _byPath.Values)
            {
                subscription.Status.Restore();
                subscription.Feed.OnRestored();
            }
        }
    }

    public void OnResumed()
    {
        foreach (RoomSubscription subscription in Subscriptions)
        {
            subscription.Capabilities.Refresh();
        }
    }

    public void OnUserChanged()
    {
        lock (_lock)
        {
            foreach (RoomSubscription subscription in _byPath.Values)
            {
                subscription.Capabilities.Refresh();
            }
        }
    }

    private async Task EndUnusedAsync(RoomSubscription subscription)
    {
        await subscription.DetachAsync(() => IsUnused(subscription)).ConfigureAwait(false);
        lock (_lock)
        {
            // Whoever joined in the meantime has the same subscription and attaches it again.
            if (subscription.Handles > 0 || _byPath.GetValueOrDefault(subscription.Topic.Path) != subscription)
            {
                return;
            }

            _byPath.Remove(subscription.Topic.Path);
        }

        subscription.Capabilities.Close();
        logger.RoomLeft(subscription.Topic.Path);
    }

    private RoomSubscription Acquire(RoomTopic topic)
    {
        lock (_lock)
        {
            if (!_byPath.TryGetValue(topic.Path, out RoomSubscription? subscription))
            {
                subscription = NewSubscription(topic);
                _byPath.Add(topic.Path, subscription);
            }
            else if (subscription.Topic.Kind != topic.Kind)
            {
                throw new MessagingException(
                    MessagingErrorCode.RoomKindMismatch,
                    $"The room at '{topic.Path}' cannot be joined as {RoomTopic.Describe(topic.Kind)}: this client has joined it as "
                    + $"{RoomTopic.Describe(subscription.Topic.Kind)}. Use another room name or prefix, or leave the other room first.");
            }

            subscription.Handles++;
            return subscription;
        }
    }

    private RoomSubscription NewSubscription(RoomTopic topic)
    {
        var capabilities = new CapabilityMonitor(topic, principal, capabilityRefresh, time, logger);
        var status = new RoomStatusBoard(time);
        if (_interruption.Value is { } cause)
        {
            status.Interrupt(cause);
        }

        var told = new RoomTelemetry(telemetry, topic.Path);
        IRoomFeed feed = topic.Kind == RoomKind.Live
            ? new LiveFeed(topic.Path, ownIds, capabilities.Refresh, status.NoteSubscription, told, logger)
            : new HistoryFeed(topic, ownIds, capabilities.Refresh, status.NoteSubscription, told, logger);
        var subscription = new RoomSubscription(topic, feed, capabilities, status, told, logger);
        (capabilities.ReadingForbidden, capabilities.ReadingPermitted) = (feed.Forbid, subscription.ComeBack);
        return subscription;
    }

    private bool IsUnused(RoomSubscription subscription)
    {
        lock (_lock)
        {
            return subscription.Handles == 0;
        }
    }

    /// <summary>A room that the new session refuses fails alone; a session that does not answer fails as a whole.</summary>
    private async Task MoveAsync(RoomSubscription room, ITopicSession session, CancellationToken cancellationToken)
    {
        try
        {
            await room.AttachAsync(session, isRejoin: true, () => IsUnused(room), cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (!refusal.IsTransient)
        {
            logger.RoomNotRestored(room.Topic.Path, refusal.Code, refusal.Message);
            room.Feed.Fail(refusal);
            room.Status.Fail(refusal);
        }
    }
}
