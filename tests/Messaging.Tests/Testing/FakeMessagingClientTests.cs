namespace Messaging.Tests.Testing;

/// <summary>What a test can script in a fake client. What it does by itself is in the contract.</summary>
public sealed class FakeMessagingClientTests : IAsyncDisposable
{
    private static readonly MessagingException Error = new(MessagingErrorCode.ConnectFailed, "There is nobody.", isTransient: true);

    private readonly FakeMessagingClient _client = new(new MessagingOptions { Principal = "ben", DisplayName = "Ben", TopicPrefix = "Talk" });

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Room_IsTheOneThatTheApplicationJoins()
    {
        FakeChatRoom lobby = _client.Room("lobby");
        lobby.Post("ann", "hi");

        IChatRoom joined = await _client.JoinAsync("lobby").Within();
        await joined.SendAsync("hello").Within();

        joined.TopicPath.Should().Be("Talk/lobby");
        lobby.Sent.Should().ContainSingle().Which.Name.Should().Be("Ben");
        _client.JoinedRooms.Should().Equal((FakeChatRoom)joined);
        await joined.DisposeAsync();
        _client.JoinedRooms.Should().BeEmpty();
        lobby.IsLeft.Should().BeFalse();
        lobby.Post("ann", "bye");
        _client.Invoking(c => c.Room("lobby", RoomKind.History)).Should().Throw<InvalidOperationException>();
        _client.Invoking(c => c.Room(" ")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task FailNextConnect_StatusSaysSoAndTheNextSucceeds()
    {
        _client.FailNextConnect(Error);

        (await _client.Awaiting(c => c.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
        (_client.Status.State, _client.Status.Error).Should().Be((ConnectionState.Disconnected, Error));
        await _client.ConnectAsync().Within();

        (_client.Status.State, _client.Status.Error).Should().Be((ConnectionState.Connected, null));
    }

    [Fact]
    public async Task FailNextJoinAndChangeUser_FailAndChangeNothing()
    {
        _client.FailNextJoin(Error);
        _client.FailNextChangeUser(Error);

        await _client.Awaiting(c => c.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>();
        await _client.Awaiting(c => c.ChangeUserAsync("ann", "a password").Within()).Should().ThrowAsync<MessagingException>();

        _client.JoinedRooms.Should().BeEmpty();
        _client.Principal.Should().Be("ben");
        await _client.ChangeUserAsync("ann", _ => ValueTask.FromResult("a password")).Within();
        _client.Principal.Should().Be("ann");
    }

    [Fact]
    public async Task SetStatus_WatchersSeeIt()
    {
        await _client.ConnectAsync().Within();
        await using IAsyncEnumerator<ConnectionStatus> statuses = _client.WatchStatusAsync().GetAsyncEnumerator();
        await statuses.MoveNextAsync().AsTask().Within();

        _client.SetStatus(ConnectionState.Reconnecting, Error);
        await statuses.MoveNextAsync().AsTask().Within();

        (statuses.Current.State, statuses.Current.Error).Should().Be((ConnectionState.Reconnecting, Error));
        _client.Invoking(c => c.SetStatus(ConnectionState.Reconnecting)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task SetStatus_ClosedForGood_ReadersAndCallsGetTheError()
    {
        IChatRoom room = await _client.JoinAsync("lobby").Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        await reader.MoveNextAsync().AsTask().Within();

        _client.SetStatus(ConnectionState.Closed, Error);

        (await reader.Awaiting(r => r.MoveNextAsync().AsTask().Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
        room.Status.Should().Match<RoomStatus>(status => status.State == RoomState.Closed && status.Error == Error);
        (await room.Awaiting(r => r.SendAsync("hi").Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
        (await _client.Awaiting(c => c.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>()).Which.Should().BeSameAs(Error);
    }

    [Fact]
    public void Accounts_NoneSet_SaysWhatToDo() =>
        _client.Invoking(c => c.Accounts).Should().Throw<NotSupportedException>().WithMessage("*FakeMessagingClient.Accounts*ChatTestServer*");
}
