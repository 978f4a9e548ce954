namespace Messaging.Tests.Testing.Contract;

/// <summary>What becomes of what is sent to a room, whether it is real or not.</summary>
public abstract class RoomSendingContract(bool overServer) : RoomContractTest(overServer)
{
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Send_ReaderGetsItAsOwn(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(await JoinAsync(kind));

        SendReceipt receipt = await room.SendAsync("hello").Within();

        ChatMessage message = (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message;
        message.Should().Be(new ChatMessage
        {
            Id = receipt.Id,
            Text = "hello",
            Name = IRoomWorld.Me,
            Timestamp = receipt.Timestamp,
            Event = receipt.Event,
            IsOwn = true,
        });
        receipt.WasDuplicate.Should().BeFalse();
        if (kind == RoomKind.Live)
        {
            (receipt.Event, message.NameIsAuthor).Should().Be((null, null));
        }
        else
        {
            (receipt.Event!.Sequence, receipt.Event.Author, message.NameIsAuthor).Should().Be((0, IRoomWorld.Me, true));
        }
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Post_OfSomebodyElse_IsNotOwn(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room);

        await World.PostAsync("lobby", kind, "hello");

        ChatMessage message = (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message;
        (message.IsOwn, message.Name, message.Event?.Author).Should().Be((false, IRoomWorld.Other, kind == RoomKind.Live ? null : IRoomWorld.Other));
        message.Id.Should().NotBeNull();
        message.Timestamp.Should().NotBeNull();
    }

    [Fact]
    public async Task Send_WithOptions_UsesThem()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);

        SendReceipt receipt = await room.SendAsync("hello", new SendOptions { Id = new MessageId("my id"), Name = "Ann" }).Within();

        receipt.Id.Value.Should().Be("my id");
        ((MessagePosted)(await ReadHeldAsync(room)).Single()).Message.Name.Should().Be("Ann");
    }

    [Fact]
    public async Task Send_SameIdAgain_IsADuplicateInARoomThatRemembers()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        var options = new SendOptions { Id = MessageId.New() };
        SendReceipt first = await room.SendAsync("hello", options).Within();

        SendReceipt second = await room.SendAsync("hello", options).Within();

        second.WasDuplicate.Should().BeTrue();
        second.Event.Should().Be(first.Event);
        (await ReadHeldAsync(room)).Should().ContainSingle();
    }

    [Fact]
    public async Task Send_NotAwaitedOneByOne_KeepsTheOrder()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => room.SendAsync($"message {i}"))).Within();

        (await ReadHeldAsync(room)).Cast<MessagePosted>().Select(posted => posted.Message.Text)
            .Should().Equal(Enumerable.Range(0, 20).Select(i => $"message {i}"));
    }

    [Fact]
    public async Task Send_WhatMayNotBeSent_IsAnArgumentMistake()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        SendOptions blank = new() { Name = " " };

        await room.Awaiting(r => r.SendAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
        await room.Awaiting(r => r.SendAsync(" ")).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.SendAsync(new string('x', 100_001))).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.SendAsync("half of \ud83d")).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.SendAsync("hello", blank)).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.SendAsync("hello", new SendOptions { Id = default(MessageId) })).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.EditAsync(0, " ")).Should().ThrowAsync<ArgumentException>();
        await room.Awaiting(r => r.EditAsync(-1, "hello")).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await room.Awaiting(r => r.RemoveAsync(-1)).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await room.SendAsync("\ufffd is no half of anything: \ud83d\ude00").Within();
    }

    [Fact]
    public async Task Calls_TokenIsCancelled_ThrowWithThatToken()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        await room.SendAsync("hello").Within();
        CancellationToken cancelled = new(canceled: true);

        foreach (Func<Task> call in (Func<Task>[])
            [
                () => room.SendAsync("more", cancellationToken: cancelled),
                () => room.EditAsync(0, "HELLO", cancelled),
                () => room.RemoveAsync(0, cancelled),
                () => room.History.GetEditTrailAsync(0, cancelled),
                () => room.History.Latest().FirstAsync(cancelled).AsTask(),
                () => ToListAsync(room.WatchStatusAsync(cancelled)),
                () => ToListAsync(room.WatchCapabilitiesAsync(cancelled)),
                () => ToListAsync(room.Outbox.WatchAsync(cancelled)),
                () => Client.JoinAsync("another room", cancellationToken: cancelled),
            ])
        {
            (await call.Awaiting(c => c().Within()).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancelled);
        }

        (await ReadHeldAsync(room)).Should().ContainSingle().Which.Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("hello");
    }

    [Fact]
    public async Task EditAndRemove_SayWhatTheServerMadeOfThem()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        await room.SendAsync("hello").Within();

        EventMetadata edit = await room.EditAsync(0, "HELLO").Within();
        ChatMessage edited = ((MessagePosted)(await ReadHeldAsync(room)).Single()).Message;
        EventMetadata removal = await room.RemoveAsync(0).Within();

        (edit.Sequence, edit.Author).Should().Be((1, IRoomWorld.Me));
        (edited.Text, edited.Edit).Should().Be(("HELLO", edit));
        (removal.Sequence, removal.Author).Should().Be((2, IRoomWorld.Me));
        ((MessageRemoved)(await ReadHeldAsync(room)).Single()).Removal.Should().Be(removal);
    }

    [Fact]
    public async Task EditAndRemove_NoSuchMessage_SaySo()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        await room.SendAsync("hello").Within();
        await room.RemoveAsync(0).Within();

        foreach (Func<Task> call in (Func<Task>[])
            [
                () => room.EditAsync(0, "again"),
                () => room.RemoveAsync(0),
                () => room.EditAsync(1, "a removal"),
                () => room.EditAsync(7, "nothing"),
                () => room.RemoveAsync(7),
                () => room.History.GetEditTrailAsync(7),
            ])
        {
            (await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
        }
    }

    [Fact]
    public async Task LiveRoom_HasNoHistory()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);

        room.Invoking(r => r.History).Should().Throw<NotSupportedException>();
        await room.Awaiting(r => r.EditAsync(0, "hello")).Should().ThrowAsync<NotSupportedException>();
        await room.Awaiting(r => r.RemoveAsync(0)).Should().ThrowAsync<NotSupportedException>();
    }

    [Fact]
    public async Task Outbox_EverythingAccepted_IsEmpty()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);
        SendReceipt receipt = await room.SendAsync("hello").Within();

        room.Outbox.Messages.Should().BeEmpty();
        room.Outbox.Discard(receipt.Id).Should().BeFalse();
        await room.Awaiting(r => r.Outbox.RetryAsync(receipt.Id)).Should().ThrowAsync<InvalidOperationException>();
    }
}

public sealed class FakeRoomSendingTests() : RoomSendingContract(overServer: false);

public sealed class ServerRoomSendingTests() : RoomSendingContract(overServer: true);
