using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Security;

/// <summary>What an ordinary user of the chat may do through the JavaScript SDK, whatever the page it loaded wants.</summary>
public sealed class ChatUserTests : SecurityTest
{
    private const string Lobby = "Chat/lobby";
    private const int PermissionsFailure = 7;

    [Fact]
    public async Task ChatUser_ReadsPostsAndEditsOwnMessages()
    {
        (_, IChatRoom room) = await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");
        JsStream stream = await alice.AddStreamAsync(Lobby, "timeseries(json)");
        await alice.SelectAsync(Lobby);
        await stream.NextAsync("subscribe");
        (await stream.NextSeriesEventAsync()).Metadata.Author.Should().Be("admin");

        JsMetadata posted = await alice.AppendAsync(Lobby, Message("hello"));
        JsMetadata edited = await alice.EditAsync(Lobby, posted.Sequence, Message("hello all"));

        (posted.Author, edited.Author).Should().Be(("alice", "alice"));
        (await stream.NextSeriesEventAsync()).Metadata.Sequence.Should().Be(posted.Sequence);
        JsSeriesEvent edit = await stream.NextSeriesEventAsync();
        (edit.IsEdit, edit.Original.Sequence).Should().Be((true, posted.Sequence));
        JsQueryResult page = await alice.QueryAsync(Lobby, ["fromStart"], ["as", "json"]);
        page.Events.Should().HaveCount(2);
        ChatMessage? seen = null;
        await foreach (ChatMessage message in room.History.Latest())
        {
            seen = message.Event!.Sequence == posted.Sequence ? message : seen;
        }

        seen!.Text.Should().Be("hello all");
        seen.Event!.Author.Should().Be("alice");
        seen.NameIsAuthor.Should().BeTrue();
    }

    [Fact]
    public async Task ChatUser_CannotEditWhatOthersWrote()
    {
        (JsSession admin, _) = await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");
        JsSession bob = await ConnectAsync("bob", "pw");
        JsMetadata posted = await bob.AppendAsync(Lobby, Message("mine"));

        JsException edit = await RefusedAsync(() => alice.EditAsync(Lobby, posted.Sequence, Message("yours")));
        JsException trail = await RefusedAsync(() => alice.QueryAsync(Lobby, ["forEdits"]));

        Denied(edit, "EDIT_TIME_SERIES_EVENTS");
        Denied(trail, "QUERY_OBSOLETE_TIME_SERIES_EVENTS");
        (await admin.QueryAsync(Lobby, ["fromStart"], ["as", "json"])).Events.Should().OnlyContain(one => !one.IsEdit);
    }

    [Fact]
    public async Task ChatUser_CannotCreateOrRemoveTopics()
    {
        (JsSession admin, _) = await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");

        (await RefusedAsync(() => alice.AddTopicAsync("Chat/new", "JSON"))).Id.Should().Be(PermissionsFailure);
        Denied(await RefusedAsync(() => alice.AddAndSetAsync("Chat/new", "JSON", 1)), "MODIFY_TOPIC");
        Denied(await RefusedAsync(() => alice.RemoveAsync(Lobby)), "MODIFY_TOPIC");
        (await alice.RemoveAsync("?Chat//")).Should().Be(0);

        (await admin.FetchAsync("?.*//")).Paths.Should().BeEquivalentTo("Chat/lobby", "Other/secret");
    }

    [Fact]
    public async Task ChatUser_SeesNothingOfAnotherPrefix()
    {
        await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");
        JsStream stream = await alice.AddStreamAsync("?.*//", "any");

        Denied(await RefusedAsync(() => alice.SelectAsync("Other/secret")), "SELECT_TOPIC");
        Denied(await RefusedAsync(() => alice.FetchAsync("Other/secret")), "SELECT_TOPIC");
        Denied(await RefusedAsync(() => alice.SetAsync("Other/secret", "json", 2)), "UPDATE_TOPIC");
        (await alice.FetchAsync("?.*//")).Paths.Should().Equal(Lobby);
        await alice.SelectAsync("?.*//");
        await alice.PingAsync();

        stream.Events.TakeAll().Where(told => told.Kind == "subscribe").Select(told => told.Path).Should().NotContain("Other/secret");
    }

    [Fact]
    public async Task ChatUser_CannotAdministerAnything()
    {
        (JsSession admin, _) = await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");

        Denied(await RefusedAsync(alice.Security.GetAuthenticationAsync), "VIEW_SECURITY");
        Denied(await RefusedAsync(alice.Security.GetSecurityAsync), "VIEW_SECURITY");
        Denied(
            await RefusedAsync(() => alice.Security.UpdateAuthenticationAsync(Call("assignRoles", "alice", List("ADMINISTRATOR")))),
            "MODIFY_SECURITY");
        Denied(
            await RefusedAsync(() => alice.Security.UpdateSecurityAsync(Call("setRoleIncludes", "CHAT_USER", List("ADMINISTRATOR")))),
            "MODIFY_SECURITY");
        Denied(await RefusedAsync(() => alice.Clients.GetPropertiesAsync(admin.SessionId, "*F")), "VIEW_SESSION");
        Denied(await RefusedAsync(() => alice.Clients.CloseAsync(admin.SessionId)), "MODIFY_SESSION");
        Denied(await RefusedAsync(() => alice.Clients.ChangeRolesAsync(alice.SessionId, [], ["ADMINISTRATOR"])), "MODIFY_SESSION");
        Denied(await RefusedAsync(() => alice.Security.AddAuthenticatorAsync("before-system-handler")), "AUTHENTICATE", "REGISTER_HANDLER");
        (await alice.Security.GetGlobalPermissionsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ReadTopic_TakenAwayAndGivenBack_EndsAndRestoresTheSubscription()
    {
        (JsSession admin, _) = await SetUpAsync();
        JsSession alice = await ConnectAsync("alice", "pw");
        JsStream stream = await alice.AddStreamAsync(Lobby, "timeseries(json)");
        await alice.SelectAsync(Lobby);
        await stream.NextAsync("subscribe");
        await stream.NextSeriesEventAsync();

        await admin.Security.UpdateSecurityAsync(Call("setPathPermissions", "CHAT_USER", "Chat", List("SELECT_TOPIC")));
        JsEvent ended = await stream.NextAsync("unsubscribe");
        await admin.AppendAsync(Lobby, Message("not for alice"));
        JsException reading = await RefusedAsync(() => alice.QueryAsync(Lobby));
        IReadOnlyList<JsEvent> meanwhile = stream.Events.TakeAll();
        await admin.Security.UpdateSecurityAsync(Call("setPathPermissions", "CHAT_USER", "Chat", List("SELECT_TOPIC", "READ_TOPIC")));

        (ended.Path, ended.ReasonId).Should().Be((Lobby, UnsubscribeReasons.Authorization));
        Denied(reading, "READ_TOPIC");
        meanwhile.Should().BeEmpty();
        (await stream.NextAsync("subscribe")).Path.Should().Be(Lobby);
    }

    private static JsonObject Message(string text) =>
        new() { ["text"] = text, ["name"] = "alice", ["timestamp"] = "2026-11-23T20:00:00.000Z" };

    private static void Denied(JsException refused, params string[] permissions)
    {
        refused.Id.Should().Be(AccessDenied);
        permissions.Should().Contain(permission => refused.Reason.Contains(permission, StringComparison.Ordinal), refused.Reason);
    }

    /// <summary>What lesson 3 sets up: the role, two users who have it and nothing else, and a history room with a message.</summary>
    private async Task<(JsSession Admin, IChatRoom Room)> SetUpAsync()
    {
        IMessagingClient client = CreateClient("admin");
        await client.Accounts.DefineRoleAsync(ChatRole.User("CHAT_USER")).Within();
        await client.Accounts.SetDefaultRolesAsync(named: []).Within();
        await client.Accounts.CreateAsync("alice", "pw", ["CHAT_USER"]).Within();
        await client.Accounts.CreateAsync("bob", "pw", ["CHAT_USER"]).Within();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        await room.SendAsync("welcome").Within();
        JsSession admin = await ConnectAsync();
        await admin.AddAndSetAsync("Other/secret", "JSON", 1);
        return (admin, room);
    }
}
