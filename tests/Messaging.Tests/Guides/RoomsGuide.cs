namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/rooms.md</c>: a region for each block, in the same order.</summary>
internal sealed class RoomsGuide(IMessagingClient client, Action<string> show)
{
    public async Task<IChatRoom?> OpenAsync(string typed, CancellationToken cancellationToken)
    {
        #region name
        if (!RoomName.IsValid(typed, out string? problem))
        {
            show(problem);   // a sentence for the person who typed it
            return null;
        }

        IChatRoom room = await client.JoinAsync(typed, cancellationToken: cancellationToken);
        show($"'{room.Name}' is the topic {room.TopicPath}.");
        #endregion
        return room;
    }

    public async Task VisitAsync(CancellationToken cancellationToken)
    {
        #region join
        var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "last 7d limit 1000" };
        await using IChatRoom room = await client.JoinAsync("Default Room", options, cancellationToken);
        await room.SendAsync("Good morning!", cancellationToken: cancellationToken);
        #endregion
    }

    public async Task ReadAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region read
        await foreach (RoomEvent roomEvent in room.ReadAsync(cancellationToken))
        {
            switch (roomEvent)
            {
                case MessagePosted { Message: var message }: show($"{message.Name}: {message.Text}"); break;
                case CaughtUp: show("--- what follows is live ---"); break;
                case Gap gap: show($"--- messages may be missing here: {gap.Reason} ---"); break;
                case UnreadableMessage unreadable: show($"--- no message: {unreadable.Problem} ---"); break;
            }
        }
        #endregion
    }

    public static async Task ShowAsync(IChatRoom room, Action<IReadOnlyList<RoomViewItem>> draw, CancellationToken cancellationToken)
    {
        #region view
        RoomView view = RoomView.WithCapacity(500);
        await foreach (RoomEvent roomEvent in room.ReadAsync(cancellationToken))
        {
            view = view.Apply(roomEvent);
            draw(view.Items);
        }
        #endregion
    }

    public static async Task BothAsync(
        IChatRoom room,
        Func<IAsyncEnumerable<RoomEvent>, Task> drawAsync,
        Func<IAsyncEnumerable<RoomEvent>, Task> archiveAsync,
        CancellationToken cancellationToken)
    {
        #region readers
        Task drawing = drawAsync(room.ReadAsync(cancellationToken));
        Task archiving = archiveAsync(room.ReadAsync(ReadFrom.LiveOnly, cancellationToken));
        await Task.WhenAll(drawing, archiving);
        #endregion
    }

    public async Task<IChatRoom> JoinStrictlyAsync(CancellationToken cancellationToken)
    {
        #region buffer
        var options = new RoomOptions { ReaderBufferCapacity = 50, Overflow = ReaderOverflow.Fail };
        IChatRoom room = await client.JoinAsync("ticker", options, cancellationToken);
        #endregion
        return room;
    }

    public async Task<string> SendAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region send
        SendReceipt receipt = await room.SendAsync("The kettle is on.", new SendOptions { Name = "Kitchen" }, cancellationToken);
        show($"{receipt.Id} is in the room.");
        #endregion
        return receipt.Id.ToString();
    }

    public async Task FollowAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region may
        await room.WatchCapabilitiesAsync(cancellationToken).FirstAsync(may => may.IsKnown, cancellationToken);
        show(room.Capabilities.MaySend ? "Type a message." : "You may read here, and not write.");
        show($"{room.Status.State} since {room.Status.Since.ToLocalTime():T}");
        #endregion
    }
}
