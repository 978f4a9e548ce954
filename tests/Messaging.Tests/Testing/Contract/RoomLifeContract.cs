namespace Messaging.Tests.Testing.Contract;

/// <summary>How rooms and clients begin and end, and what history says, whether they are real or not.</summary>
public abstract class RoomLifeContract(bool overServer) : RoomContractTest(overServer)
{
    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task Join_ConnectsAndSaysWhatWasJoined(RoomKind kind)
    {
        (Client.Status.State, Client.SessionId).Should().Be((ConnectionState.Disconnected, null));

        IChatRoom room = await JoinAsync(kind);

        (room.Name, room.TopicPath, room.Kind, room.Status.State).Should().Be(("lobby", "Chat/lobby", kind, RoomState.Joined));
        (Client.Status.State, Client.Principal).Should().Be((ConnectionState.Connected, IRoomWorld.Me));
        Client.SessionId.Should().MatchRegex("^[0-9a-f]{16}-[0-9a-f]{16}$");
        RoomCapabilities may = await room.WatchCapabilitiesAsync().FirstAsync(capabilities => capabilities.IsKnown).AsTask().Within();
        bool remembers = kind == RoomKind.History;
        may.Should().Be(new RoomCapabilities
        {
            IsKnown = true,
            MayRead = true,
            MaySend = true,
            MayCreate = true,
            MayEditOwn = remembers,
            MayEditAny = remembers,
            MayReadEditTrail = remembers,
        });
    }

    [Fact]
    public async Task Join_WhatCannotBeJoined_IsRefused()
    {
        await JoinAsync(RoomKind.Live);

        await Client.Awaiting(c => c.JoinAsync("a/b")).Should().ThrowAsync<ArgumentException>();
        (await Client.Awaiting(c => c.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within())
            .Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
    }

    [Fact]
    public async Task Leave_HandleRefusesEverythingFromThenOn()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        SendReceipt receipt = await room.SendAsync("hello").Within();
        HistoryQuery query = room.History.Latest();

        await room.LeaveAsync().Within();
        await room.LeaveAsync().Within();
        await room.DisposeAsync().AsTask().Within();

        await ShouldBeOverAsync(room, receipt.Id);
        await query.Awaiting(q => ToListAsync(q).Within()).Should().ThrowAsync<ObjectDisposedException>();
        Client.Status.State.Should().Be(ConnectionState.Connected);
        (await ReadHeldAsync(await JoinAsync(RoomKind.History))).Should().ContainSingle();
    }

    [Fact]
    public async Task Leave_TokenIsCancelled_IsLeftAllTheSame()
    {
        IChatRoom room = await JoinAsync(RoomKind.Live);

        try
        {
            await room.LeaveAsync(new CancellationToken(canceled: true)).Within();
        }
        catch (OperationCanceledException)
        {
            // It may have been done already.
        }

        room.Status.State.Should().Be(RoomState.Closed);
    }

    [Fact]
    public async Task Dispose_OfTheClient_EndsEverythingInGoodOrder()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        SendReceipt receipt = await room.SendAsync("hello").Within();
        await using IAsyncEnumerator<RoomEvent> reader = await OpenAsync(room);
        Task<List<RoomStatus>> roomStatuses = ToListAsync(room.WatchStatusAsync());
        Task<List<ConnectionStatus>> statuses = ToListAsync(Client.WatchStatusAsync());

        await Client.DisposeAsync().AsTask().Within();
        await Client.DisposeAsync().AsTask().Within();

        (await reader.MoveNextAsync().AsTask().Within()).Should().BeFalse();
        (await roomStatuses.Within())[^1].Should().Match<RoomStatus>(status => status.State == RoomState.Closed && status.Error == null);
        (await statuses.Within())[^1].Should().Match<ConnectionStatus>(status => status.State == ConnectionState.Closed && status.Error == null);
        Client.SessionId.Should().BeNull();
        await ShouldBeOverAsync(room, receipt.Id);
        await Client.Awaiting(c => c.JoinAsync("lobby")).Should().ThrowAsync<ObjectDisposedException>();
        await Client.Awaiting(c => c.ConnectAsync()).Should().ThrowAsync<ObjectDisposedException>();
        await Client.Awaiting(c => c.ChangeUserAsync("control", "password")).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task ChangeUser_CountsForWhatIsSentThen()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);

        await Client.ChangeUserAsync("control", "password").Within();
        SendReceipt receipt = await room.SendAsync("hello").Within();

        Client.Principal.Should().Be("control");
        receipt.Event!.Author.Should().Be("control");
        await Client.Awaiting(c => c.ChangeUserAsync("", "password")).Should().ThrowAsync<ArgumentException>();
        await Client.Awaiting(c => c.ChangeUserAsync("control", "")).Should().ThrowAsync<ArgumentException>();
    }

    [Fact]
    public async Task History_PagesBothWaysAndGoesOnLater()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        for (int i = 0; i < 5; i++)
        {
            await room.SendAsync($"{i}").Within();
        }

        await room.RemoveAsync(3).Within();

        (await PagesAsync(room.History.Latest())).Should().Equal("-4", "12", "0");
        (await PagesAsync(room.History.Earliest())).Should().Equal("01", "2-", "4");
        (await PagesAsync(room.History.Before(3))).Should().Equal("12", "0");
        (await PagesAsync(room.History.From(3))).Should().Equal("-4");
        (await PagesAsync(room.History.Before(0))).Should().Equal("");
        (await PagesAsync(room.History.From(DateTimeOffset.UnixEpoch))).Should().Equal("01", "2-", "4");
        HistoryPage page = await room.History.Latest().AsPages(2).FirstAsync().AsTask().Within();
        (await PagesAsync(room.History.Resume(page.Continuation!))).Should().Equal("12", "0");
        (await ToListAsync(room.History.Latest()).Within()).Select(message => message.Text).Should().Equal("4", "2", "1", "0");
        room.Invoking(r => r.History.Resume("nonsense")).Should().Throw<ArgumentException>();
        room.Invoking(r => r.History.Before(-1)).Should().Throw<ArgumentOutOfRangeException>();
        room.Invoking(r => r.History.Latest().AsPages(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task History_EditTrail_HasEverythingThatHappened()
    {
        IChatRoom room = await JoinAsync(RoomKind.History);
        await room.SendAsync("one").Within();
        await World.EditAsync("lobby", 0, "two");
        await room.RemoveAsync(0).Within();

        IReadOnlyList<RoomEvent> trail = await room.History.GetEditTrailAsync(0).Within();

        trail.Should().HaveCount(3);
        trail[0].Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("one");
        ChatMessage edited = trail[1].Should().BeOfType<MessageEdited>().Which.Message;
        (edited.Text, edited.Edit!.Author).Should().Be(("two", IRoomWorld.Other));
        trail[2].Should().BeOfType<MessageRemoved>().Which.InPlaceOfPost.Should().BeFalse();
    }

    private static async Task<List<string>> PagesAsync(HistoryQuery query) =>
    [
        .. (await ToListAsync(query.AsPages(2)).Within())
            .Select(page => string.Concat(page.Events.Select(e => e is MessagePosted posted ? posted.Message.Text : "-"))),
    ];

    private static async Task ShouldBeOverAsync(IChatRoom room, MessageId id)
    {
        room.Status.State.Should().Be(RoomState.Closed);
        room.Outbox.Messages.Should().BeEmpty();
        room.Outbox.Discard(id).Should().BeFalse();
        await room.Awaiting(r => r.SendAsync("more")).Should().ThrowAsync<ObjectDisposedException>();
        await room.Awaiting(r => r.EditAsync(0, "more")).Should().ThrowAsync<ObjectDisposedException>();
        await room.Awaiting(r => r.RemoveAsync(0)).Should().ThrowAsync<ObjectDisposedException>();
        room.Invoking(r => r.ReadAsync()).Should().Throw<ObjectDisposedException>();
        room.Invoking(r => r.History).Should().Throw<ObjectDisposedException>();
        (await ToListAsync(room.WatchStatusAsync()).Within()).Should().ContainSingle().Which.State.Should().Be(RoomState.Closed);
        (await ToListAsync(room.WatchCapabilitiesAsync()).Within()).Should().BeEmpty();
        (await ToListAsync(room.Outbox.WatchAsync()).Within()).Should().ContainSingle().Which.Should().BeEmpty();
        await room.LeaveAsync().Within();
    }
}

public sealed class FakeRoomLifeTests() : RoomLifeContract(overServer: false);

public sealed class ServerRoomLifeTests() : RoomLifeContract(overServer: true);
