using Messaging.Diagnostics;
using Messaging.Sessions;
using Microsoft.Extensions.Logging;

namespace Messaging.Rooms;

/// <summary>
/// Sends the messages of one handle in the order of the calls. They follow each other on the wire without waiting for
/// answers; only when the topic turns out to be gone do they wait in line until it is there again.
/// </summary>
internal sealed class RoomSender(RoomTopic topic, Func<ITopicSession> session, ILogger logger)
{
    private readonly Lock _lock = new();
    private Task _allEarlier = Task.CompletedTask;
    private bool _inLine;

    public Task SendAsync(string payload, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _inLine &= !_allEarlier.IsCompleted;
            Task sending = SendAsync(_allEarlier, _inLine, payload, cancellationToken);
            _allEarlier = BothAsync(_allEarlier, sending);
            return sending;
        }
    }

    /// <summary>Completes when both have, and never fails. Who gives up its own send does not let others overtake.</summary>
    private static async Task BothAsync(Task earlier, Task latest)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await latest.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Unless it has to wait in line, the value is on the wire when this returns its task.</summary>
    private async Task SendAsync(Task earlier, bool inLine, string payload, CancellationToken cancellationToken)
    {
        if (inLine || !await TrySetAsync(payload, cancellationToken).ConfigureAwait(false))
        {
            await SendInLineAsync(earlier, payload, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Those already on the wire will find that they have to come here, too. So whoever sends from now on waits, until
    /// nobody is under way any more.
    /// </summary>
    private async Task SendInLineAsync(Task earlier, string payload, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _inLine = true;
        }

        await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!await TrySetAsync(payload, cancellationToken).ConfigureAwait(false))
        {
            await CreateAndSetAsync(payload, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAndSetAsync(string payload, CancellationToken cancellationToken)
    {
        logger.RoomTopicCreatedAgain(topic.Path);
        await topic.EnsureAsync(session(), cancellationToken).ConfigureAwait(false);
        if (!await TrySetAsync(payload, cancellationToken).ConfigureAwait(false))
        {
            throw new MessagingException(
                MessagingErrorCode.ServerError,
                $"The topic '{topic.Path}' was removed again as soon as it was created; the message was not accepted. "
                + "Find out who removes it, and try again.",
                isTransient: true);
        }
    }

    private Task<bool> TrySetAsync(string payload, CancellationToken cancellationToken) =>
        session().TrySetJsonAsync(topic.Path, payload, cancellationToken);
}
