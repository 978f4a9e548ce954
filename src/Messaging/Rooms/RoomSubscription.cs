using System.Diagnostics.CodeAnalysis;
using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// The one subscription that all handles of a room share. Attaching and detaching take turns, so that a handle that is
/// left while another is joined cannot take the subscription away from it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle is not used holds nothing.")]
internal sealed class RoomSubscription(RoomTopic topic, RoomFeed feed, ILogger logger)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ITopicSession? _session;
    private ITopicListener? _listener;

    public RoomTopic Topic => topic;

    public RoomFeed Feed => feed;

    /// <summary>How many handles there are. Belongs to <see cref="JoinedRooms"/>, under its lock.</summary>
    public int Handles { get; set; }

    /// <summary>Subscribes on the session, unless that is done already.</summary>
    /// <param name="session">The session.</param>
    /// <param name="isRejoin">
    /// Whether the room was joined before: then it is waited for, if it is not there and may not be created.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AttachAsync(ITopicSession session, bool isRejoin, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_session != session)
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
            if (isUnused() && _session is { } session)
            {
                _session = null;
                await UnsubscribeAsync(session).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SubscribeAsync(ITopicSession session, bool isRejoin, CancellationToken cancellationToken)
    {
        try
        {
            await topic.EnsureAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (MessagingException refusal) when (isRejoin && refusal.Code == MessagingErrorCode.NotPermitted)
        {
            // Whoever may create the room will; the subscription also selects topics that are added later.
        }

        _session = null;
        _listener = feed.Restart();
        session.AddListener(topic.Path, _listener);
        try
        {
            await session.SubscribeAsync(topic.Path, cancellationToken).ConfigureAwait(false);
            _session = session;
        }
        catch
        {
            // Not awaited: the caller may have given up. It is on the wire before the next attempt is.
            _ = UnsubscribeAsync(session);
            throw;
        }
    }

    private async Task UnsubscribeAsync(ITopicSession session)
    {
        session.RemoveListener(_listener!);
        if (session.Ended.IsCompleted)
        {
            return;
        }

        try
        {
            await session.UnsubscribeAsync(topic.Path, CancellationToken.None).ConfigureAwait(false);
        }
        catch (MessagingException failure)
        {
            logger.UnsubscribeFailed(topic.Path, failure.Code, failure.Message);
        }
    }
}
