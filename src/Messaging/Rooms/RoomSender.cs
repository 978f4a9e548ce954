using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// Sends the messages of one handle in the order of the calls. They follow each other on the wire without waiting for
/// answers; only behind one that has to be looked up first, and when the topic turns out to be gone, do they wait in line.
/// </summary>
internal sealed class RoomSender(RoomTopic topic, Func<ITopicSession> session, ILogger logger)
{
    private readonly Lock _lock = new();
    private Task _allEarlier = Task.CompletedTask;
    private bool _inLine;

    /// <summary>Sends a message that nobody has sent before.</summary>
    public Task<SendReceipt> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _inLine &= !_allEarlier.IsCompleted;
            return Follow(SendAsync(_allEarlier, _inLine, message, cancellationToken));
        }
    }

    /// <summary>Sends a message unless an earlier try has posted it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="findEarlier">Looks for what an earlier try has posted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SendReceipt> SendOnceAsync(
        OutgoingMessage message,
        Func<OutgoingMessage, CancellationToken, Task<SendReceipt?>> findEarlier,
        CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Task<SendReceipt> sending = FindOrSendAsync(_allEarlier, message, findEarlier, cancellationToken);
            _inLine = true;
            return Follow(sending);
        }
    }

    private Task<SendReceipt> Follow(Task<SendReceipt> sending)
    {
        _allEarlier = BothAsync(_allEarlier, sending);
        return sending;
    }

    /// <summary>Completes when both have, and never fails. Who gives up its own send does not let others overtake.</summary>
    private static async Task BothAsync(Task earlier, Task latest)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await latest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<SendReceipt> FindOrSendAsync(
        Task earlier,
        OutgoingMessage message,
        Func<OutgoingMessage, CancellationToken, Task<SendReceipt?>> findEarlier,
        CancellationToken cancellationToken) =>
        await findEarlier(message, cancellationToken).ConfigureAwait(false)
        ?? await SendInLineAsync(earlier, message, cancellationToken).ConfigureAwait(false);

    /// <summary>Unless it has to wait in line, the value is on the wire when this returns its task.</summary>
    private async Task<SendReceipt> SendAsync(
        Task earlier, bool inLine, OutgoingMessage message, CancellationToken cancellationToken) =>
        (inLine ? null : await TryPostAsync(message, cancellationToken).ConfigureAwait(false))
        ?? await SendInLineAsync(earlier, message, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Those already on the wire will find that they have to come here, too. So whoever sends from now on waits, until
    /// nobody is under way any more.
    /// </summary>
    private async Task<SendReceipt> SendInLineAsync(Task earlier, OutgoingMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _inLine = true;
        }

        await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await TryPostAsync(message, cancellationToken).ConfigureAwait(false)
            ?? await CreateAndPostAsync(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SendReceipt> CreateAndPostAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        logger.RoomTopicCreatedAgain(topic.Path);
        await topic.EnsureAsync(session(), cancellationToken).ConfigureAwait(false);
        return await TryPostAsync(message, cancellationToken).ConfigureAwait(false)
            ?? throw new MessagingException(
                MessagingErrorCode.ServerError,
                $"The topic '{topic.Path}' was removed again as soon as it was created; the message was not accepted. "
                + "Find out who removes it, and try again.",
                isTransient: true);
    }

    /// <summary><see langword="null"/>: there is no such topic.</summary>
    private async Task<SendReceipt?> TryPostAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (topic.Kind == RoomKind.Live)
        {
            bool isSet = await session().TrySetJsonAsync(topic.Path, message.Payload, cancellationToken).ConfigureAwait(false);
            return isSet ? message.Receipt : null;
        }

        EventMetadata? appended = await session()
            .TryAppendJsonAsync(topic.Path, message.Payload, cancellationToken).ConfigureAwait(false);
        return appended is null ? null : message.Receipt with { Event = appended };
    }
}
