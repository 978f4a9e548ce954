using Microsoft.Extensions.Time.Testing;

namespace Messaging.Tests.Testing;

/// <summary>What a test can script in a fake room. What it does by itself is in the contract.</summary>
public sealed class FakeChatRoomTests
{
    private static readonly MessagingException Error = new(MessagingErrorCode.ConnectionLost, "It is gone.", isTransient: true);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task Post_AndGap_ReaderGetsThemInOrderAndLaterOnesNoGap()
    {
        var room = new FakeChatRoom("lobby", RoomKind.History, timeProvider: _time);
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        (await NextAsync(reader)).Should().BeOfType<CaughtUp>();

        ChatMessage posted = room.Post("ann", "hi");
        room.Add(new Gap(GapReason.EventsLost, 3));
        room.Add(new UnreadableMessage("{}", "It has no text.") { Event = new EventMetadata(7, _time.GetUtcNow(), "ben") });
        ChatMessage edited = room.EditAs("ann", 0, "hello");
        room.RemoveAs("ann", 7);

        (await NextAsync(reader)).Should().Be(new MessagePosted(posted));
        (await NextAsync(reader)).Should().Be(new Gap(GapReason.EventsLost, 3));
        (await NextAsync(reader)).Should().BeOfType<UnreadableMessage>();
        (await NextAsync(reader)).Should().Be(new MessageEdited(edited));
        (await NextAsync(reader)).Should().BeOfType<MessageRemoved>().Which.Removal.Sequence.Should().Be(9);
        (posted.Name, posted.IsOwn, posted.Timestamp, posted.Event).Should().Be(("ann", false, _time.GetUtcNow(), new EventMetadata(0, _time.GetUtcNow(), "ann")));
        (await room.ReadAsync().TakeWhile(e => e is not CaughtUp).CountAsync().AsTask().Within()).Should().Be(2);
        room.Sent.Should().BeEmpty();
    }

    [Fact]
    public void Add_WhatCannotBe_IsRefused()
    {
        var live = new FakeChatRoom();
        var history = new FakeChatRoom("lobby", RoomKind.History);
        history.Post("ann", "hi");
        EventMetadata zero = new(0, _time.GetUtcNow(), "ann");
        ChatMessage bare = new() { Text = "hi" };

        foreach (Action add in (Action[])
            [
                () => live.Add(new CaughtUp()),
                () => live.Add(new MessagePosted(bare with { Event = zero })),
                () => live.Add(new MessageRemoved(zero, zero)),
                () => history.Add(new CaughtUp()),
                () => history.Add(new MessagePosted(bare)),
                () => history.Add(new MessagePosted(bare with { Event = zero })),
                () => history.Add(new MessageEdited(bare with { Event = zero })),
                () => history.Add(new MessageEdited(bare with { Event = zero, Edit = zero })),
            ])
        {
            add.Should().Throw<ArgumentException>();
        }

        live.Invoking(r => r.EditAs("ann", 0, "hello")).Should().Throw<NotSupportedException>();
        history.Invoking(r => r.RemoveAs("ann", 5)).Should().Throw<MessagingException>().Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
        FluentActions.Invoking(() => new FakeChatRoom("a/b")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task FailNextSend_FailsAndCanBeRetriedOrDiscarded()
    {
        var room = new FakeChatRoom();
        room.FailNextSend(Error);
        room.FailNextSend(Error);

        (await room.Awaiting(r => r.SendAsync("one").Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
        await room.Awaiting(r => r.SendAsync("two").Within()).Should().ThrowAsync<MessagingException>();
        await room.SendAsync("three").Within();

        room.Outbox.Messages.Select(message => (message.Text, message.State, message.Error)).Should().Equal(
            ("one", OutboxMessageState.Failed, Error), ("two", OutboxMessageState.Failed, Error));
        SendReceipt retried = await room.Outbox.RetryAsync(room.Outbox.Messages[0].Id).Within();
        room.Outbox.Discard(room.Outbox.Messages[0].Id).Should().BeTrue();
        room.Outbox.Messages.Should().BeEmpty();
        room.Sent.Select(message => message.Text).Should().Equal("three", "one");
        room.Sent[1].Id.Should().Be(retried.Id);
    }

    [Fact]
    public async Task FailNextSend_MoreThanTheOutboxKeeps_TheOldestGo()
    {
        var room = new FakeChatRoom(options: new MessagingOptions { OutboxCapacity = 1 });
        room.FailNextSend(Error);
        room.FailNextSend(Error);
        room.FailNextSend(new MessagingException(MessagingErrorCode.NotConnected, "It cannot wait."));

        foreach (string text in (string[])["one", "two", "three"])
        {
            await room.Awaiting(r => r.SendAsync(text).Within()).Should().ThrowAsync<MessagingException>();
        }

        room.Outbox.Messages.Should().ContainSingle().Which.Text.Should().Be("two");
    }

    [Fact]
    public async Task HoldSends_MessagesWaitUntilTheyAreReleased()
    {
        var room = new FakeChatRoom();
        using var stop = new CancellationTokenSource();
        room.HoldSends();
        Task<SendReceipt> first = room.SendAsync("first");
        Task<SendReceipt> given = room.SendAsync("given up", cancellationToken: stop.Token);
        Task<SendReceipt> discarded = room.SendAsync("discarded");
        Task<SendReceipt> third = room.SendAsync("third");
        Task<SendReceipt> last = room.SendAsync("last");
        room.Outbox.Messages.Select(message => message.State).Should().Equal(Enumerable.Repeat(OutboxMessageState.Waiting, 5));
        Task<SendReceipt> waited = room.Outbox.RetryAsync(room.Outbox.Messages[0].Id);

        await stop.CancelAsync();
        (await given.Awaiting(g => g.Within()).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
        room.Outbox.Discard(room.Outbox.Messages[1].Id).Should().BeTrue();
        (await discarded.Awaiting(d => d.Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotSent);
        (first.IsCompleted, last.IsCompleted).Should().Be((false, false));

        room.Outbox.Messages.Should().HaveCount(3);
        room.ReleaseSends();
        (await waited.Within()).Should().Be(await first.Within());
        await third.Within();
        await last.Within();

        room.Sent.Select(message => message.Text).Should().Equal("first", "third", "last");
        room.Outbox.Messages.Should().BeEmpty();
        await room.SendAsync("at once").Within();
    }

    [Fact]
    public async Task HoldSends_RoomIsLeftOrOutboxFull_NotSent()
    {
        var room = new FakeChatRoom(options: new MessagingOptions { OutboxCapacity = 1 });
        room.HoldSends();
        Task<SendReceipt> waiting = room.SendAsync("one");

        (await room.Awaiting(r => r.SendAsync("two").Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.OutboxFull);
        await room.DisposeAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotSent);
        room.ReleaseSends();
        room.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task FailNextEdit_EditOrRemovalFails()
    {
        var room = new FakeChatRoom("lobby", RoomKind.History);
        await room.SendAsync("hi").Within();
        room.FailNextEdit(Error);
        room.FailNextEdit(Error);

        await room.Awaiting(r => r.EditAsync(0, "hello").Within()).Should().ThrowAsync<MessagingException>();
        await room.Awaiting(r => r.RemoveAsync(0).Within()).Should().ThrowAsync<MessagingException>();
        await room.EditAsync(0, "hello").Within();
    }

    [Fact]
    public async Task SetStatus_WatchersSeeIt_AndFailedEndsReaders()
    {
        var room = new FakeChatRoom(timeProvider: _time);
        await using IAsyncEnumerator<RoomStatus> statuses = room.WatchStatusAsync().GetAsyncEnumerator();
        await statuses.MoveNextAsync().AsTask().Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        await NextAsync(reader);
        _time.Advance(TimeSpan.FromSeconds(1));

        room.SetStatus(RoomState.Interrupted, Error);
        await statuses.MoveNextAsync().AsTask().Within();
        statuses.Current.Should().Be(new RoomStatus(RoomState.Interrupted, _time.GetUtcNow(), Error));
        room.Post("ann", "hi");
        room.SetStatus(RoomState.Failed, Error);
        room.Post("ann", "too late");

        (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("hi");
        (await reader.Awaiting(r => r.MoveNextAsync().AsTask().Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
        room.SetStatus(RoomState.Joined);
        (await room.ReadAsync().FirstAsync().AsTask().Within()).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("too late");
        room.Invoking(r => r.SetStatus(RoomState.Closed)).Should().Throw<ArgumentException>();
        room.Invoking(r => r.SetStatus(RoomState.Failed)).Should().Throw<ArgumentException>();
        room.Invoking(r => r.SetStatus(RoomState.Joined, Error)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task SetCapabilities_WatchersSeeIt()
    {
        var room = new FakeChatRoom();

        room.SetCapabilities(RoomCapabilities.Unknown);

        room.Capabilities.Should().Be(RoomCapabilities.Unknown);
        (await room.WatchCapabilitiesAsync().FirstAsync().AsTask().Within()).Should().Be(RoomCapabilities.Unknown);
    }

    [Fact]
    public async Task Room_UsedByManyAtOnce_LosesNothing()
    {
        var room = new FakeChatRoom("lobby", RoomKind.History);
        List<Task<List<string>>> readers = [];
        for (int i = 0; i < 4; i++)
        {
            IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
            (await NextAsync(reader)).Should().BeOfType<CaughtUp>();
            readers.Add(Task.Run(() => ReadTextsAsync(reader)));
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                if (writer % 2 == 0)
                {
                    room.Post("ann", $"{writer}/{i}");
                }
                else
                {
                    await room.SendAsync($"{writer}/{i}");
                }
            }
        }))).Within();

        string[] order = [.. (await room.History.Earliest().ToListAsync().AsTask().Within()).Select(message => message.Text)];
        order.Should().HaveCount(400).And.OnlyHaveUniqueItems();
        room.Sent.Should().HaveCount(200);
        await room.DisposeAsync();
        foreach (Task<List<string>> reader in readers)
        {
            (await reader.Within()).Should().Equal(order);
        }
    }

    private static async Task<List<string>> ReadTextsAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        List<string> texts = [];
        while (await reader.MoveNextAsync())
        {
            texts.Add(((MessagePosted)reader.Current).Message.Text);
        }

        return texts;
    }

    private static async Task<RoomEvent> NextAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return reader.Current;
    }
}
