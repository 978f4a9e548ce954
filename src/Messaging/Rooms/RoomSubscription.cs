using System.Diagnostics.CodeAnalysis;
using Messaging.Diagnostics;
using Messaging.Rooms.Reading;
using Messaging.Rooms.Sending;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// The one subscription that all handles of a room share. Attaching and detaching take turns, so that a handle that is
/// left while another is joined cannot take the subscription away from it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class RoomSubscription(
    RoomTopic topic, IRoomFeed feed, CapabilityMonitor capabilities, RoomStatusBoard status, RoomTelemetry telemetry, ILogger logger)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITopicSession? _session;
    private ITopicListener? _listener;
    private SendLine? _line;
    private Task _overdue = Task.CompletedTask;

    public RoomTopic Topic => topic;

    public IRoomFeed Feed => feed;

    public CapabilityMonitor Capabilities => capabilities;

    public RoomStatusBoard Status => status;

    public RoomTelemetry Telemetry => telemetry;

    /// <summary>Completes when there will be no further session.</summary>
    public Task Closed => _closed.Task;

    /// <summary>How many handles there are. Belongs to <see cref="JoinedRooms"/>, under its lock.</summary>
    public int Handles { get; set; }

    /// <summary>The line, if anything was sent.</summary>
    public SendLine? Line => Volatile.Read(ref _line);

    /// <summary>What all handles send goes through one line, so that it keeps its order.</summary>
    public SendLine GetLine(Func<SendLine> create) => LazyInitializer.EnsureInitialized(ref _line, create);

    /// <summary>There will be no further session: <paramref name="error"/> says why, <see langword="null"/> is disposal.</summary>
    public void Close(MessagingException? error)
    {
        feed.Close(error);
        status.Close(error);
        capabilities.Close();
        _closed.TrySetResult();
    }

    /// <summary>
    /// Subscribes on the session, unless that is done already, or the room is unused when it is this caller's turn: then another
    /// subscription may have taken this one's place.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="isRejoin">
    /// Whether the room was joined before: then it is waited for, if it is not there and may not be created.
    /// </param>
    /// <param name="isUnused">Whether there is no handle of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AttachAsync(ITopicSession session, bool isRejoin, Func<bool> isUnused, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_session != session && !isUnused())
            {
                await SubscribeAsync(session, isRejoin, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Unsubscribes, if the room is still unused when it is this caller's turn. Never fails.</summary>
    public async Task DetachAsync(Func<bool> isUnused)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (isUnused())
            {
                if (_session is { } session)
                {
                    _session = null;
                    capabilities.Detach();
                    _ = UnsubscribeAsync(session);
                }

                // Also what joining in vain has left: before that, nobody may subscribe by way of another subscription of this room.
                await _overdue.ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SubscribeAsync(ITopicSession session, bool isRejoin, CancellationToken cancellationToken)
    {
        // A listener that comes to a topic which the session has already would hear but the latest of it.
        await _overdue.WaitAsync(cancellationToken).ConfigureAwait(false);
        capabilities.Attach(session);
        Task ensuring = AcceptAsync(topic.EnsureAsync(session, cancellationToken), session, isRejoin, cancellationToken);
        if (_listener is not null)
        {
            // There may be readers, who must not be told of a topic that is not theirs.
            await ensuring.ConfigureAwait(false);
        }

        _session = null;
        ITopicListener listener = _listener = feed.Restart(session, ConfirmAsync);
        try
        {
            topic.Listen(session, listener);

            // The first time on the wire right behind the topic, for one way there and back less: the subscription also selects what is
            // added later, and is ended again if the topic cannot be had.
            Task subscribing = session.SubscribeAsync(topic.Path, cancellationToken);
            await Task.WhenAll(ensuring, subscribing).ConfigureAwait(false);
            if (!feed.IsAnnounced)
            {
                await FindOutWhyNothingComesAsync(session, cancellationToken).ConfigureAwait(false);
            }

            await feed.SettleAsync(listener, cancellationToken).ConfigureAwait(false);
            _session = session;
            status.Attach();
        }
        catch
        {
            ensuring.Abandon();

            // Not awaited: the caller may have given up.
            _ = UnsubscribeAsync(session);
            throw;
        }
    }

    /// <summary>
    /// Lets the server confirm the subscription on a session once more: its answer comes behind whatever it had to tell of the room
    /// before.
    /// </summary>
    /// <returns><see langword="false"/>: the room is not subscribed on this session.</returns>
    public async Task<bool> ConfirmAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_session != session)
            {
                return false;
            }

            await session.SubscribeAsync(topic.Path, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// The session may read the room. If it could not, or the server did not confirm the subscription, and there is no topic, nobody
    /// else says that this is over. Returns at once.
    /// </summary>
    public void ComeBack(ITopicSession session)
    {
        if (feed.FindSilence(session) is not null)
        {
            _ = ComeBackAsync(session);
        }
    }

    /// <summary>Never fails: what is refused once more is asked for again when the permissions are.</summary>
    private async Task ComeBackAsync(ITopicSession session)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_session == session && feed.FindSilence(session) is not null)
            {
                await session.SubscribeAsync(topic.Path, CancellationToken.None).ConfigureAwait(false);
                await FindOutWhyNothingComesAsync(session, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (MessagingException failure)
        {
            logger.RenewalNotConfirmed(topic.Path, failure.Code, failure.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Waits for the topic. Where that is refused, whoever may create the room will; the subscription also selects topics that are added
    /// later. Who may not read it cannot know whether it is there: its readers are told, and begin when they may.
    /// </summary>
    private async Task AcceptAsync(Task ensuring, ITopicSession session, bool isRejoin, CancellationToken cancellationToken)
    {
        try
        {
            await ensuring.ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (refusal.Code == MessagingErrorCode.NotPermitted)
        {
            if (!isRejoin && await capabilities.MayReadAsync(session, cancellationToken).ConfigureAwait(false) != false)
            {
                throw;
            }
        }
    }

    /// <summary>The server confirms a subscription that may not read the topic like any other, and stays silent (SEC-05).</summary>
    private async Task FindOutWhyNothingComesAsync(ITopicSession session, CancellationToken cancellationToken)
    {
        // What was known before the subscription was confirmed may have changed without a word.
        object? silence = feed.FindSilence(session);
        bool? mayRead = await capabilities.MayReadAsync(session, cancellationToken).ConfigureAwait(false);
        if (mayRead == false)
        {
            feed.Forbid(session);
        }
        else if (mayRead == true && silence is not null)
        {
            feed.EndSilence(silence);
        }

        if (feed.IsAnnounced)
        {
            // By now it is there: the answer to this comes behind what it begins with.
            await session.SubscribeAsync(topic.Path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Subscribes once more, and again when the link breaks meanwhile. In turn, so that it cannot bring back a subscription that is
    /// being ended. A server that refuses has said all that it will, and if it said nothing of the topic, the subscription may be over.
    /// </summary>
    private async Task<bool> ConfirmAsync(ITopicListener listener)
    {
        while (true)
        {
            await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            ITopicSession? session = null;
            Latest<LinkStatus>.Entry? link = null;
            try
            {
                session = _session;
                if (session is null || _listener != listener)
                {
                    return false;
                }

                link = session.Link.Now;
                await session.SubscribeAsync(topic.Path, CancellationToken.None).ConfigureAwait(false);
                return true;
            }
            catch (MessagingException failure)
            {
                logger.RenewalNotConfirmed(topic.Path, failure.Code, failure.Message);
                if (!failure.IsInterruption())
                {
                    bool isOver = feed.Refuse(listener, failure);
                    if (isOver)
                    {
                        // The answer is the next opportunity, if it says that the room may be read.
                        capabilities.Refresh();
                    }

                    return !isOver;
                }
            }
            finally
            {
                _turn.Release();
            }

            if (!await session!.ComesBackAsync(link!).ConfigureAwait(false))
            {
                return false;
            }
        }
    }

    /// <summary>In turn. Whoever subscribes next waits for it, and for those before: one that is made good later would end the new subscription.</summary>
    private Task UnsubscribeAsync(ITopicSession session)
    {
        session.RemoveListener(_listener!);
        return _overdue = Task.WhenAll(_overdue, UntilUnsubscribedAsync(session));
    }

    private async Task UntilUnsubscribedAsync(ITopicSession session)
    {
        Latest<LinkStatus>.Entry link = session.Link.Now;
        while (!await TryUnsubscribeAsync(session).ConfigureAwait(false) && await session.ComesBackAsync(link).ConfigureAwait(false))
        {
            link = session.Link.Now;
        }
    }

    /// <summary><see langword="false"/>: the server does not know yet, and may be told later.</summary>
    private async Task<bool> TryUnsubscribeAsync(ITopicSession session)
    {
        if (session.Ended.IsCompleted)
        {
            return true;
        }

        try
        {
            await session.UnsubscribeAsync(topic.Path, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (MessagingException failure)
        {
            logger.UnsubscribeFailed(topic.Path, failure.Code, failure.Message);
            return !failure.IsInterruption();
        }
    }
}
