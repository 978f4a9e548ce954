using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Recorders;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Security;

/// <summary>
/// Each service without each permission it needs: refused in both SDKs with the same error, and not refused any more in the same sessions
/// as soon as the role has it.
/// </summary>
[Trait("Rule", "SEC-05")]
public sealed class MissingPermissionTests : SecurityTest
{
    private static readonly string[] GlobalPermissions =
    [
        "AUTHENTICATE", "VIEW_SESSION", "MODIFY_SESSION", "REGISTER_HANDLER", "VIEW_SERVER", "CONTROL_SERVER", "VIEW_SECURITY", "MODIFY_SECURITY",
        "READ_TOPIC_VIEWS", "MODIFY_TOPIC_VIEWS",
    ];

    private static readonly string[] PathPermissions =
    [
        "READ_TOPIC", "UPDATE_TOPIC", "MODIFY_TOPIC", "SEND_TO_MESSAGE_HANDLER", "SEND_TO_SESSION", "SELECT_TOPIC",
        "QUERY_OBSOLETE_TIME_SERIES_EVENTS", "EDIT_TIME_SERIES_EVENTS", "EDIT_OWN_TIME_SERIES_EVENTS", "ACQUIRE_LOCK", "EXPOSE_BRANCH",
    ];

    public static TheoryData<string> Calls => [.. PermittedCalls.All.Select(call => call.ToString())];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_WithoutThePermission_IsTheSameErrorInBoth_UntilItIsGranted(string name)
    {
        PermittedCall call = PermittedCalls.All.Single(one => one.ToString() == name);
        JsSession admin = await ConnectAsync();
        await PrepareAsync(admin, call.Permission);
        JsSession js = await ConnectAsync("limited");
        ISession session = await OpenAsync("limited");
        ISession target = await OpenAsync("client");

        JsException inJs = await RefusedAsync(() => call.Js(js, target.SessionId.ToString()!));
        Func<Task> calling = () => call.DotNet(session, target.SessionId).Within();
        SessionSecurityException inDotNet = (await calling.Should().ThrowAsync<SessionSecurityException>()).Which;

        inJs.Id.Should().Be(AccessDenied);
        inJs.Name.Should().Be("ACCESS_DENIED").And.Be(NameOf(inDotNet.Reason));
        inJs.Reason.Should().Contain(call.Permission).And.Be(inDotNet.Reason.Description);

        await GrantAllButAsync(admin, null);

        (await CodeOfAsync(() => call.Js(js, target.SessionId.ToString()!))).Should().NotBe(AccessDenied);
        (await CodeOfAsync(() => call.DotNet(session, target.SessionId).Within())).Should().NotBe(AccessDenied);
    }

    [Fact]
    public async Task Add_WithoutModifyTopic_IsRefusedInBoth()
    {
        JsSession admin = await ConnectAsync();
        await PrepareAsync(admin, "MODIFY_TOPIC");
        JsSession js = await ConnectAsync("limited");
        ISession session = await OpenAsync("limited");

        JsException inJs = await RefusedAsync(() => js.AddTopicAsync("a/new", "JSON"));
        Func<Task> adding = () => session.TopicControl.AddTopicAsync("a/new", PushTechnology.ClientInterface.Client.Topics.TopicType.JSON).Within();

        // Adding topics has failure reasons of its own in JavaScript: 7 is PERMISSIONS_FAILURE.
        inJs.Id.Should().Be(7);
        NameOf((await adding.Should().ThrowAsync<SessionSecurityException>()).Which.Reason).Should().Be("ACCESS_DENIED");
        (await admin.FetchAsync("a/new")).Paths.Should().BeEmpty();
    }

    [Theory]
    [InlineData("VIEW_SESSION")]
    [InlineData("REGISTER_HANDLER")]
    public async Task OlderListener_WithoutThePermission_IsRefusedInBoth(string permission)
    {
        await PrepareAsync(await ConnectAsync(), permission);
        JsSession js = await ConnectAsync("limited");
        ISession session = await OpenAsync("limited");
        var listener = new PropertiesListenerRecorder();

        JsException inJs = await RefusedAsync(() => js.Clients.AddPropertiesListenerAsync("$Principal"));
        session.ClientControl.SetSessionPropertiesListener(listener, "$Principal");

        inJs.Name.Should().Be("ACCESS_DENIED").And.Be(NameOf((await listener.End.Within())!));
        inJs.Reason.Should().Contain(permission);
    }

    [Theory]
    [InlineData("VIEW_SECURITY", null)]
    [InlineData("MODIFY_SECURITY", null)]
    [InlineData("VIEW_SESSION", null)]
    [InlineData("REGISTER_HANDLER", null)]
    [InlineData("MODIFY_SESSION", null)]
    [InlineData("MODIFY_TOPIC", "Chat/new")]
    [InlineData("UPDATE_TOPIC", "Chat/lobby")]
    [InlineData("EDIT_TIME_SERIES_EVENTS", "Chat/lobby")]
    [InlineData("QUERY_OBSOLETE_TIME_SERIES_EVENTS", "Chat/lobby")]
    public async Task Messaging_NamesThePermissionThatJavaScriptIsTold(string permission, string? path)
    {
        JsSession admin = await ConnectAsync();
        await admin.AddTopicAsync("Chat/lobby", "TIME_SERIES", new() { ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json" });
        await admin.AppendAsync("Chat/lobby", new JsonObject { ["text"] = "hello", ["name"] = "admin", ["timestamp"] = "2026-11-23T20:00:00.000Z" });
        await PrepareAsync(admin, permission);
        JsSession js = await ConnectAsync("limited");
        IMessagingClient client = CreateClient("limited");

        JsException inJs = await RefusedAsync(() => CallInJsAsync(js, permission));
        Func<Task> calling = () => CallInDotNetAsync(client, permission);
        MessagingException inDotNet = (await calling.Should().ThrowAsync<MessagingException>()).Which;

        inDotNet.Code.Should().Be(MessagingErrorCode.NotPermitted);
        inDotNet.Permission.Should().Be(permission);
        inDotNet.Path.Should().Be(path);
        inJs.Reason.Should().Contain(permission).And.Contain(path ?? permission);
    }

    private static Task CallInJsAsync(JsSession js, string permission) => permission switch
    {
        "VIEW_SECURITY" => js.Security.GetAuthenticationAsync(),
        "MODIFY_SECURITY" => js.Security.UpdateAuthenticationAsync(Call("addPrincipal", "new", "pw")),
        "VIEW_SESSION" or "REGISTER_HANDLER" => js.Clients.AddListenerAsync(),
        "MODIFY_SESSION" => js.Clients.CloseAsync("$Principal is 'client'"),
        "MODIFY_TOPIC" => js.AddAndSetAsync("Chat/new", "JSON", 1),
        "UPDATE_TOPIC" => js.AppendAsync("Chat/lobby", 1),
        "EDIT_TIME_SERIES_EVENTS" => js.EditAsync("Chat/lobby", 0, 1),
        _ => js.QueryAsync("Chat/lobby", ["forEdits"]),
    };

    private static async Task CallInDotNetAsync(IMessagingClient client, string permission)
    {
        var history = new RoomOptions { Kind = RoomKind.History };
        Task call = permission switch
        {
            "VIEW_SECURITY" => client.Accounts.ListAsync(),
            "MODIFY_SECURITY" => client.Accounts.CreateAsync("new", "pw", []),
            "VIEW_SESSION" or "REGISTER_HANDLER" => client.Accounts.WatchOnlineAsync().Probe().NextAsync(),
            "MODIFY_SESSION" => client.Accounts.CloseSessionsAsync("client"),
            "MODIFY_TOPIC" => client.JoinAsync("new", history),
            _ => UseRoomAsync(await client.JoinAsync("lobby", history).Within(), permission),
        };
        await call.Within();
    }

    private static Task UseRoomAsync(IChatRoom room, string permission) => permission switch
    {
        "UPDATE_TOPIC" => room.SendAsync("hello"),
        "EDIT_TIME_SERIES_EVENTS" => room.EditAsync(0, "changed"),
        _ => room.History.GetEditTrailAsync(0),
    };

    private static async Task<int?> CodeOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (JsException e)
        {
            return e.Id;
        }
        catch (DiffusionException e)
        {
            return e.Reason?.Code;
        }
    }

    private static async Task PrepareAsync(JsSession admin, string missing)
    {
        await admin.Security.UpdateAuthenticationAsync(Call("addPrincipal", "limited", "password", List("LIMITED")));
        await admin.Security.UpdateSecurityAsync(Call("setRolesForNamedSessions", List()));
        await admin.AddAndSetAsync(PermittedCall.Value, "JSON", 1);
        await admin.AddTopicAsync(PermittedCall.Series, "TIME_SERIES", new() { ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json" });
        await admin.AppendAsync(PermittedCall.Series, 1);
        await GrantAllButAsync(admin, missing);
    }

    private static Task GrantAllButAsync(JsSession admin, string? missing) => admin.Security.UpdateSecurityAsync(
        Call("setGlobalPermissions", "LIMITED", List([.. GlobalPermissions.Where(permission => permission != missing)])),
        Call("setDefaultPathPermissions", "LIMITED", List([.. PathPermissions.Where(permission => permission != missing)])));
}
