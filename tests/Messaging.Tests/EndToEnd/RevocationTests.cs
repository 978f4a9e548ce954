using Messaging.LocalServer;

namespace Messaging.Tests.EndToEnd;

/// <summary>A user of the chat whose permissions change while a room is open: <see cref="SecurityTests"/> has the rest.</summary>
public sealed class RevocationTests : ServerTest
{
    private static readonly ChatRole User = ChatRole.User("CHAT_USER");

    [Fact]
    public async Task ReadTopic_OfALiveRoom_RevokedAndGrantedAgain_TheReaderIsToldAndGoesOn()
    {
        RoomOptions live = new() { Kind = RoomKind.Live };
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom adminRoom = await admin.JoinAsync("lobby", live).Within();
        IChatRoom room = await NewClient(url, o => (o.Principal, o.Password) = ("ann", "pw")).JoinAsync("lobby", live).Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        await adminRoom.SendAsync("before").Within();
        await UntilAsync(reader, e => e is MessagePosted { Message.Text: "before" });

        await PermitAsync(admin, PathPermission.SelectTopic, PathPermission.UpdateTopic);
        await UntilAsync(reader, e => e is Gap);
        ((Gap)reader.Current).Reason.Should().Be(GapReason.NotPermitted);
        await adminRoom.SendAsync("meanwhile").Within();
        await PermitAsync(admin, [.. User.PathPermissions["Chat"]]);
        await UntilAsync(reader, e => e is MessagePosted { Message.Text: "meanwhile" });
        await adminRoom.SendAsync("after").Within();

        (await UntilAsync(reader, e => e is MessagePosted { Message.Text: "after" })).Should().Be(0, "nothing comes twice");
    }

    [Theory]
    [InlineData(RoomKind.Live)]
    [InlineData(RoomKind.History)]
    public async Task ReadTopic_MissingFromTheStart_TheReaderIsToldAndGoesOnWhenItMay(RoomKind kind)
    {
        RoomOptions options = new() { Kind = kind };
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom adminRoom = await admin.JoinAsync("lobby", options).Within();
        await adminRoom.SendAsync("not for ann yet").Within();
        await PermitAsync(admin, PathPermission.SelectTopic, PathPermission.UpdateTopic);
        IChatRoom room = await NewClient(url, o => (o.Principal, o.Password) = ("ann", "pw")).JoinAsync("lobby", options).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();

        (await reader.NextAsync(2)).Should().Equal(new CaughtUp(), new Gap(GapReason.NotPermitted));
        await room.SendAsync("sent unseen").Within();
        await PermitAsync(admin, [.. User.PathPermissions["Chat"]]);
        await adminRoom.SendAsync("after").Within();

        List<string> told = [];
        do
        {
            told.Add((await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Text);
        }
        while (told[^1] != "after");
        told.Should().Equal(kind == RoomKind.Live ? ["sent unseen", "after"] : ["not for ann yet", "sent unseen", "after"]);
    }

    [Fact]
    public async Task UpdateTopic_RevokedAndGrantedAgain_RefusesPostsAndEditsMeanwhileOnly()
    {
        RoomOptions history = new() { Kind = RoomKind.History };
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom adminRoom = await admin.JoinAsync("lobby", history).Within();
        IChatRoom room = await NewClient(url, o => (o.Principal, o.Password) = ("ann", "pw")).JoinAsync("lobby", history).Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        long sequence = (await room.SendAsync("mine").Within()).Event!.Sequence;
        await UntilAsync(reader, e => e is MessagePosted { Message.Text: "mine" });

        await PermitAsync(admin, PathPermission.SelectTopic, PathPermission.ReadTopic, PathPermission.EditOwnTimeSeriesEvents);
        await ShouldBeRefusedAsync(() => room.SendAsync("more"), "UPDATE_TOPIC");
        await ShouldBeRefusedAsync(() => room.EditAsync(sequence, "changed"), "UPDATE_TOPIC");
        await adminRoom.SendAsync("still read").Within();
        await UntilAsync(reader, e => e is MessagePosted { Message.Text: "still read" });

        await PermitAsync(admin, PathPermission.SelectTopic, PathPermission.ReadTopic, PathPermission.UpdateTopic);
        await ShouldBeRefusedAsync(() => room.EditAsync(sequence, "changed"), "EDIT_OWN_TIME_SERIES_EVENTS");
        await room.SendAsync("more").Within();
        await PermitAsync(admin, [.. User.PathPermissions["Chat"]]);
        await room.RemoveAsync(sequence).Within();

        await UntilAsync(reader, e => e is MessageRemoved);
        (await room.History.Latest().Select(message => message.Text).ToArrayAsync().AsTask().Within()).Should().BeEquivalentTo("still read", "more");
    }

    [Fact]
    public async Task Rooms_OfAnotherPrefix_AreNotReadEvenByWhoeverKnowsThem()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom secret = await NewClient(url, o => (o.Principal, o.Password, o.TopicPrefix) = ("admin", "password", "Chatter"))
            .JoinAsync("staff", new RoomOptions { Kind = RoomKind.History }).Within();
        await secret.SendAsync("not for everybody").Within();

        foreach (string prefix in new[] { "Chatter", "Chat/../Chatter" })
        {
            MessagingClient ann = NewClient(url, o => (o.Principal, o.Password, o.TopicPrefix) = ("ann", "pw", prefix));
            await ann.Awaiting(c => c.JoinAsync("staff", new RoomOptions { Kind = RoomKind.History }).Within())
                .Should().ThrowAsync<MessagingException>().Where(e => e.Code == MessagingErrorCode.NotPermitted);
        }

        (await secret.History.Latest().ToArrayAsync().AsTask().Within()).Should().ContainSingle();
        admin.Status.State.Should().Be(ConnectionState.Connected);
    }

    private static Task PermitAsync(MessagingClient admin, params PathPermission[] permissions) => admin.Accounts.DefineRoleAsync(User with
    {
        PathPermissions = new Dictionary<string, IReadOnlyCollection<PathPermission>> { ["Chat"] = permissions },
    }).Within();

    private static async Task ShouldBeRefusedAsync(Func<Task> call, string permission)
    {
        var error = (await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which;
        (error.Code, error.Permission, error.Path).Should().Be((MessagingErrorCode.NotPermitted, permission, "Chat/lobby"));
        error.Message.Should().Contain(permission);
    }

    /// <summary>Reads on until there is what is looked for, and says how much was before that.</summary>
    private static async Task<int> UntilAsync(IAsyncEnumerator<RoomEvent> reader, Predicate<RoomEvent> wanted)
    {
        for (int others = 0; ; others++)
        {
            (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
            if (wanted(reader.Current))
            {
                return others;
            }
        }
    }

    private async Task<(Uri Url, MessagingClient Admin)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => (o.SecurityScript, o.MaximumSignInDelay) = ("", TimeSpan.Zero));
        MessagingClient admin = NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password"));
        await admin.Accounts.SetDefaultRolesAsync(named: [], anonymous: []).Within();
        await admin.Accounts.DefineRoleAsync(User).Within();
        await admin.Accounts.CreateAsync("ann", "pw", [User.Name]).Within();
        return (server.Url, admin);
    }
}
