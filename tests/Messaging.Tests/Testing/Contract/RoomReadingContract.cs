namespace Messaging.Tests.Testing.Contract;

/// <summary>What readers of a room get, whether it is real or not.</summary>
public abstract class RoomReadingContract(bool overServer) : RoomContractTest(overServer)
{
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Read_EmptyRoom_HasCaughtUpFirst(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);

        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();

        (await NextAsync(reader)).Should().Be(new CaughtUp());
        Task<bool> next = reader.MoveNextAsync().AsTask();
        next.IsCompleted.Should().BeFalse();
        await World.PostAsync("lobby", kind, "one");
        (await next.Within()).Should().BeTrue();
        reader.Current.Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("one");
    }

    [Theory]
    [InlineData(RoomKind.Live, new[] { "three" })]
    [InlineData(RoomKind.History, new[] { "one", "two", "three" })]
    public async Task Read_RoomThatHoldsSomething_GetsThatThenCaughtUpThenTheRest(RoomKind kind, string[] held)
    {
        IChatRoom room = await JoinAsync(kind);
        foreach (string text in (string[])["one", "two", "three"])
        {
            await room.SendAsync(text).Within();
        }

        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        foreach (string text in held)
        {
            (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be(text);
        }

        (await NextAsync(reader)).Should().BeOfType<CaughtUp>();
        await World.PostAsync("lobby", kind, "four");
        (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("four");
    }

    [Fact]
    public async Task Read_From_StartsThere()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        foreach (string text in (string[])["one", "two", "three"])
        {
            await room.SendAsync(text).Within();
        }

        async Task<string> TextsAsync(ReadFrom from) =>
            string.Join(' ', (await ReadHeldAsync(room, from)).OfType<MessagePosted>().Select(posted => posted.Message.Text));

        (await TextsAsync(ReadFrom.Latest(2))).Should().Be("two three");
        (await TextsAsync(ReadFrom.LiveOnly)).Should().BeEmpty();
        (await TextsAsync(ReadFrom.FromSequence(1))).Should().Be("two three");
        (await TextsAsync(ReadFrom.FromTime(DateTimeOffset.UnixEpoch))).Should().Be("one two three");
    }

    [Fact]
    public async Task Read_LiveRoom_KnowsLatestOnly()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);
        await room.SendAsync("one").Within();

        (await ReadHeldAsync(room, ReadFrom.LiveOnly)).Should().BeEmpty();
        (await ReadHeldAsync(room, ReadFrom.Latest(7))).Should().ContainSingle();
        room.Invoking(r => r.ReadAsync(ReadFrom.FromSequence(0))).Should().Throw<NotSupportedException>();
        room.Invoking(r => r.ReadAsync(null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task Read_SeveralReadersAndEnumerations_EachGetsEverything()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);
        IAsyncEnumerable<RoomEvent> reading = room.ReadAsync();
        await using IAsyncEnumerator<RoomEvent> first = reading.GetAsyncEnumerator();
        await using IAsyncEnumerator<RoomEvent> second = reading.GetAsyncEnumerator();
        await using IAsyncEnumerator<RoomEvent> third = await OpenAsync(await JoinAsync(RoomKind.Live));
        await NextAsync(first);
        await NextAsync(second);

        await World.PostAsync("lobby", RoomKind.Live, "one");

        foreach (IAsyncEnumerator<RoomEvent> reader in (IAsyncEnumerator<RoomEvent>[])[first, second, third])
        {
            (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("one");
        }
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Read_TokenIsCancelled_ThrowsWithThatToken(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        using var stop = new CancellationTokenSource();
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room, stop.Token);
        Task<bool> waiting = reader.MoveNextAsync().AsTask();

        await stop.CancelAsync();

        (await waiting.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
        Func<Task> begin = () => ToListAsync(room.ReadAsync(stop.Token)).Within();
        (await begin.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(stop.Token);
    }

    [Fact]
    public async Task Read_EditAndRemoval_ComeLiveAndAreInPlaceForNewReaders()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        await room.SendAsync("one").Within();
        await room.SendAsync("two").Within();
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room);

        await World.EditAsync("lobby", 0, "ONE");
        await World.RemoveAsync("lobby", 1);

        MessageEdited edited = (await NextAsync(reader)).Should().BeOfType<MessageEdited>().Subject;
        (edited.Message.Text, edited.Message.Event!.Sequence, edited.Message.Event.Author, edited.Message.IsOwn).Should().Be(("ONE", 0, IRoomWorld.Me, true));
        (edited.Message.Edit!.Sequence, edited.Message.Edit.Author).Should().Be((2, IRoomWorld.Other));
        MessageRemoved removed = (await NextAsync(reader)).Should().BeOfType<MessageRemoved>().Subject;
        (removed.Event.Sequence, removed.Removal.Sequence, removed.Removal.Author, removed.InPlaceOfPost).Should().Be((1, 3, IRoomWorld.Other, false));
        (await ReadHeldAsync(room)).Should().Equal(new MessagePosted(edited.Message), removed with { InPlaceOfPost = true });
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Leave_EndsTheStreamsOfTheHandleAndOfNoOther(RoomKind kind)
    {
        IChatRoom room = await JoinAsync(kind);
        IChatRoom other = await JoinAsync(kind);
        await using IAsyncEnumerator<RoomEvent> stays = await OpenAsync(other);
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room);
        IAsyncEnumerable<RoomEvent> notBegun = room.ReadAsync();
        Task<List<RoomStatus>> statuses = ToListAsync(room.WatchStatusAsync());
        Task capabilities = ToListAsync(room.WatchCapabilitiesAsync());
        Task outbox = ToListAsync(room.Outbox.WatchAsync());

        await room.LeaveAsync().Within();

        (await reader.MoveNextAsync().AsTask().Within()).Should().BeFalse();
        (await statuses.Within()).Select(status => status.State).Should().Equal(RoomState.Joined, RoomState.Closed);
        await capabilities.Within();
        await outbox.Within();
        (await ToListAsync(notBegun).Within()).Should().Equal(new CaughtUp());
        await World.PostAsync("lobby", kind, "one");
        (await NextAsync(stays)).Should().BeOfType<MessagePosted>();
    }

    [Fact]
    public async Task Leave_EventsThatAreThere_AreReadBefore()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);
        IChatRoom other = await JoinAsync(RoomKind.Live);
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room);
        await using IAsyncEnumerator<RoomEvent> seen = await OpenAsync(other);
        await World.PostAsync("lobby", RoomKind.Live, "one");
        await NextAsync(seen);

        await room.LeaveAsync().Within();

        (await NextAsync(reader)).Should().BeOfType<MessagePosted>();
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeFalse();
    }
}

public sealed class FakeRoomReadingTests() : RoomReadingContract(overServer: false);

public sealed class ServerRoomReadingTests() : RoomReadingContract(overServer: true);
