namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/sending.md</c>: a region for each block, in the same order.</summary>
internal sealed class SendingGuide(Action<string> show)
{
    public static async Task<SendReceipt> SendAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region send
        SendReceipt receipt = await room.SendAsync("hello", cancellationToken: cancellationToken);
        #endregion
        return receipt;
    }

    public async Task TellAsync(IChatRoom room, string text)
    {
        #region errors
        try
        {
            await room.SendAsync(text);
        }
        catch (MessagingException error) when (error.IsOutcomeUnknown)
        {
            show("This may be in the room, or not: look before you say it again.");
        }
        catch (MessagingException error)
        {
            show($"This is not in the room. {error.Message}");
        }
        #endregion
    }

    public async Task ShowAsync(IChatRoom room, Func<RoomView> view, CancellationToken cancellationToken)
    {
        #region outbox
        await foreach (IReadOnlyList<OutboxMessage> pending in room.Outbox.WatchAsync(cancellationToken))
        {
            foreach (OutboxMessage message in view().Missing(pending))   // without those that the room shows already
            {
                show($"{message.Text} ({message.State})");               // Waiting, Sending, Checking or Failed
            }
        }
        #endregion
    }

    public static async Task RetryAsync(IChatRoom room)
    {
        #region retry
        foreach (OutboxMessage failed in room.Outbox.Messages.Where(message => message.State == OutboxMessageState.Failed))
        {
            if (failed.Error!.IsTransient)
            {
                await room.Outbox.RetryAsync(failed.Id);   // looks first, if it may be there
            }
            else
            {
                room.Outbox.Discard(failed.Id);
            }
        }
        #endregion
    }
}
