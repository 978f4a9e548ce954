namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/history.md</c>: a region for each block, in the same order.</summary>
internal sealed class HistoryGuide(IMessagingClient client, Action<string> show)
{
    public async Task<IChatRoom> JoinAsync()
    {
        #region join
        IChatRoom room = await client.JoinAsync("Default Room", new RoomOptions { Kind = RoomKind.History });
        SendReceipt receipt = await room.SendAsync("hello");
        show($"It is number {receipt.Event!.Sequence}, and the server says it came from '{receipt.Event.Author}'.");
        #endregion
        return room;
    }

    public async Task ReadAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region read
        await foreach (RoomEvent roomEvent in room.ReadAsync(ReadFrom.Latest(100), cancellationToken))
        {
            switch (roomEvent)
            {
                case MessagePosted { Message: var m }: show($"{m.Event!.Sequence} {m.Text}"); break;
                case MessageEdited { Message: var m }: show($"{m.Event!.Sequence} {m.Text} (edited)"); break;
                case MessageRemoved removed: show($"{removed.Event.Sequence} (removed)"); break;
                case CaughtUp: show("--- what follows is live ---"); break;
                case Gap gap: show($"--- missing from {gap.After} to {gap.Before}: {gap.Reason} ---"); break;
            }
        }
        #endregion
    }

    public static async Task FoldAsync(IChatRoom room, Action<RoomView> draw, CancellationToken cancellationToken)
    {
        #region fold
        RoomView view = RoomView.Empty;
        await foreach (RoomEvent roomEvent in room.ReadAsync(ReadFrom.Latest(100), cancellationToken))
        {
            view = view.Apply(roomEvent);
            draw(view);
        }
        #endregion
    }

    public static async Task<RoomView> ScrollBackAsync(IChatRoom room, RoomView view, CancellationToken cancellationToken)
    {
        #region scroll back
        long oldest = view.Items[0].Event!.Sequence;
        HistoryPage page = await room.History.Before(oldest).AsPages(50).FirstAsync(cancellationToken);
        view = view.Apply(page);
        #endregion
        return view;
    }

    public async Task SearchAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region search
        await foreach (ChatMessage message in room.History.From(DateTimeOffset.UtcNow.AddDays(-1)).WithCancellation(cancellationToken))
        {
            show(message.Text);
        }
        #endregion
    }

    public static async Task<string?> ExportAsync(IChatRoom room, string? bookmark, CancellationToken cancellationToken)
    {
        #region resume
        HistoryQuery query = bookmark is null ? room.History.Earliest() : room.History.Resume(bookmark);
        HistoryPage page = await query.AsPages(1_000).FirstAsync(cancellationToken);
        bookmark = page.Continuation;   // null: that was the last page
        #endregion
        return bookmark;
    }

    public static async Task EditAsync(IChatRoom room, SendReceipt receipt)
    {
        #region edit
        long sequence = receipt.Event!.Sequence;
        await room.EditAsync(sequence, "hello, world");
        await room.RemoveAsync(sequence);

        IReadOnlyList<RoomEvent> trail = await room.History.GetEditTrailAsync(sequence);   // posted, edited, removed
        #endregion
        trail.Select(version => version.GetType()).Should().Equal(typeof(MessagePosted), typeof(MessageEdited), typeof(MessageRemoved));
    }

    public async Task<SendReceipt> SendSafelyAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region send again
        var options = new SendOptions { Id = MessageId.New() };
        while (true)
        {
            try
            {
                return await room.SendAsync("hello", options, cancellationToken);
            }
            catch (MessagingException error) when (error.IsTransient)
            {
                await client.ConnectAsync(cancellationToken);   // completes when there is a connection again
            }
        }
        #endregion
    }
}
