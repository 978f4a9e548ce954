using Messaging.Interop.Tests.Recorders;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Security;

/// <summary>Calls that both SDKs have, each with every permission it needs.</summary>
internal static class PermittedCalls
{
    private const string Somebody = "$Principal is 'nobody at all'";
    private const string EmptyScript = "isolate path 'x'";

    private static readonly string[] Handler = ["before-system-handler", "after-system-handler"];

    public static readonly IReadOnlyList<PermittedCall> All =
    [
        new(
            "getSystemAuthentication", "VIEW_SECURITY",
            (js, _) => js.Security.GetAuthenticationAsync(),
            (s, _) => s.SystemAuthenticationControl.GetSystemAuthenticationAsync()),
        new("getSecurity", "VIEW_SECURITY", (js, _) => js.Security.GetSecurityAsync(), (s, _) => s.SecurityControl.GetSecurityAsync()),
        new(
            "updateSystemAuthentication", "MODIFY_SECURITY",
            (js, _) => js.Security.UpdateAuthenticationAsync("deny anonymous connections"),
            (s, _) => s.SystemAuthenticationControl.UpdateStoreAsync("deny anonymous connections")),
        new(
            "updateSecurity", "MODIFY_SECURITY",
            (js, _) => js.Security.UpdateSecurityAsync(EmptyScript),
            (s, _) => s.SecurityControl.UpdateStoreAsync(EmptyScript)),

        new("addSessionEventListener", "VIEW_SESSION", (js, _) => js.Clients.AddListenerAsync(), ListenAsync),
        new("addSessionEventListener", "REGISTER_HANDLER", (js, _) => js.Clients.AddListenerAsync(), ListenAsync),
        new(
            "getSessionProperties", "VIEW_SESSION",
            (js, id) => js.Clients.GetPropertiesAsync(id, "*F"),
            (s, id) => s.ClientControl.GetSessionPropertiesAsync(id, ["*F"])),
        new(
            "setSessionProperties", "MODIFY_SESSION",
            (js, id) => js.Clients.SetPropertiesAsync(id, new() { ["x"] = "1" }),
            (s, id) => s.ClientControl.SetSessionPropertiesAsync(id, new() { ["x"] = "1" })),
        new(
            "setSessionPropertiesByFilter", "MODIFY_SESSION",
            (js, _) => js.Clients.SetPropertiesByFilterAsync(Somebody, new() { ["x"] = "1" }),
            (s, _) => s.ClientControl.SetSessionPropertiesAsync(Somebody, new Dictionary<string, string> { ["x"] = "1" })),
        new(
            "changeRoles", "MODIFY_SESSION",
            (js, id) => js.Clients.ChangeRolesAsync(id, [], ["X"]),
            (s, id) => s.ClientControl.ChangeRolesAsync(id, [], ["X"])),
        new(
            "changeRolesByFilter", "MODIFY_SESSION",
            (js, _) => js.Clients.ChangeRolesAsync(Somebody, [], ["X"]),
            (s, _) => s.ClientControl.ChangeRolesAsync(Somebody, [], ["X"])),
        new(
            "setConflated", "MODIFY_SESSION",
            (js, id) => js.CallAsync("clients.setConflated", id, false),
            (s, id) => s.ClientControl.SetConflatedAsync(id, false)),
        new(
            "subscribe another", "MODIFY_SESSION",
            (js, id) => js.CallAsync("clients.subscribe", id, "?b//"),
            (s, id) => s.SubscriptionControl.SubscribeAsync(id, "?b//")),
        new(
            "unsubscribe another", "MODIFY_SESSION",
            (js, id) => js.CallAsync("clients.unsubscribe", id, "?b//"),
            (s, id) => s.SubscriptionControl.UnsubscribeAsync(id, "?b//")),
        new(
            "subscribe by filter", "MODIFY_SESSION",
            (js, _) => js.CallAsync("clients.subscribe", Somebody, "?b//"),
            (s, _) => s.SubscriptionControl.SubscribeByFilterAsync(Somebody, "?b//")),
        new("close by filter", "MODIFY_SESSION", (js, _) => js.Clients.CloseAsync(Somebody), (s, _) => s.ClientControl.CloseAsync(Somebody)),
        new("close", "MODIFY_SESSION", (js, id) => js.Clients.CloseAsync(id), (s, id) => s.ClientControl.CloseAsync(id)),
        new(
            "setConflated by filter", "MODIFY_SESSION",
            (js, _) => js.CallAsync("clients.setConflated", Somebody, false),
            (s, _) => s.ClientControl.SetConflatedAsync(Somebody, false)),
        new(
            "unsubscribe by filter", "MODIFY_SESSION",
            (js, _) => js.CallAsync("clients.unsubscribe", Somebody, "?b//"),
            (s, _) => s.SubscriptionControl.UnsubscribeByFilterAsync(Somebody, "?b//")),
        new(
            "unsubscribeAllScopes", "MODIFY_SESSION",
            (js, id) => js.CallAsync("clients.unsubscribeAllScopes", id, "?b//"),
            (s, id) => s.SubscriptionControl.UnsubscribeAllScopesAsync(id, "?b//")),
        new(
            "unsubscribeAllScopes by filter", "MODIFY_SESSION",
            (js, _) => js.CallAsync("clients.unsubscribeAllScopes", Somebody, "?b//"),
            (s, _) => s.SubscriptionControl.UnsubscribeAllScopesByFilterAsync(Somebody, "?b//")),
        new(
            "getTopicSelections", "VIEW_SESSION",
            (js, _) => js.Clients.GetTopicSelectionsAsync(js.SessionId),
            (s, id) => s.SubscriptionControl.GetTopicSelectionsAsync(id)),
        new("revokeAuthentication", "MODIFY_SESSION", RevokeAsync, (s, id) => s.AuthenticationControl.RevokeAuthenticationAsync(id)),
        new("revokeAuthentication", "AUTHENTICATE", RevokeAsync, (s, id) => s.AuthenticationControl.RevokeAuthenticationAsync(id)),
        new(
            "getSessionLock", "VIEW_SERVER",
            (js, _) => js.CallAsync("clients.getSessionLock", "a"),
            (s, _) => s.ClientControl.GetSessionLockAsync("a")),
        new("getSessionLocks", "VIEW_SERVER", (js, _) => js.CallAsync("clients.getSessionLocks"), (s, _) => s.ClientControl.GetSessionLocksAsync()),

        new("setAuthenticator", "AUTHENTICATE", (js, _) => js.Security.AddAuthenticatorAsync(Handler[0]), AuthenticateAsync),
        new("setAuthenticator", "REGISTER_HANDLER", (js, _) => js.Security.AddAuthenticatorAsync(Handler[0]), AuthenticateAsync),
        new("addRequestHandler", "REGISTER_HANDLER", (js, _) => js.Messages.AddHandlerAsync("a/b"), (s, _) => HandleAsync(s)),
        new(
            "addRequestHandler with properties", "VIEW_SESSION",
            (js, _) => js.Messages.AddHandlerAsync("a/b", null, "$Principal"),
            (s, _) => HandleAsync(s, "$Principal")),
        new(
            "sendRequest", "SEND_TO_MESSAGE_HANDLER",
            (js, _) => js.Messages.RequestAsync("a/c", "hello"),
            (s, _) => s.Messaging.SendRequestAsync<string, string>("a/c", "hello")),
        new(
            "sendRequest to a session", "SEND_TO_SESSION",
            (js, id) => js.Messages.RequestAsync("a/c", "hello", "string", id),
            (s, id) => s.Messaging.SendRequestAsync<string, string>(id, "a/c", "hello")),
        new(
            "sendRequestToFilter", "SEND_TO_SESSION",
            (js, _) => js.Messages.RequestByFilterAsync(Somebody, "a/c", "hello"),
            (s, _) => s.Messaging.SendRequestToFilterAsync(Somebody, "a/c", "hello", new ResponseRecorder<string>())),
        new("lock", "ACQUIRE_LOCK", async (js, _) => await (await js.LockAsync("a/lock")).UnlockAsync(), (s, _) => s.LockAsync("a/lock")),

        new("select", "SELECT_TOPIC", (js, _) => js.SelectAsync(PermittedCall.Value), (s, _) => s.Topics.SubscribeAsync(PermittedCall.Value)),
        new(
            "fetch", "SELECT_TOPIC",
            (js, _) => js.FetchAsync(PermittedCall.Value),
            (s, _) => s.Topics.FetchRequest.FetchAsync(PermittedCall.Value)),
        new(
            "set", "UPDATE_TOPIC",
            (js, _) => js.SetAsync(PermittedCall.Value, "json", 1),
            (s, _) => s.TopicUpdate.SetAsync(PermittedCall.Value, Json)),
        new("addAndSet", "UPDATE_TOPIC", (js, _) => js.AddAndSetAsync("a/new", "JSON", 1), AddAndSetAsync),
        new("addAndSet", "MODIFY_TOPIC", (js, _) => js.AddAndSetAsync("a/new", "JSON", 1), AddAndSetAsync),
        new(
            "remove", "MODIFY_TOPIC",
            (js, _) => js.RemoveAsync(PermittedCall.Value),
            (s, _) => s.TopicControl.RemoveTopicsAsync(PermittedCall.Value)),
        new(
            "append", "UPDATE_TOPIC",
            (js, _) => js.AppendAsync(PermittedCall.Series, 1),
            (s, _) => s.TimeSeries.AppendAsync(PermittedCall.Series, Json)),
        new(
            "append with a timestamp", "UPDATE_TOPIC",
            (js, _) => js.AppendAsync(PermittedCall.Series, 1, "json", 4_000_000_000_000),
            (s, _) => s.TimeSeries.AppendAsync(PermittedCall.Series, Json, DateTimeOffset.FromUnixTimeMilliseconds(4_000_000_000_001))),
        new(
            "edit", "EDIT_TIME_SERIES_EVENTS",
            (js, _) => js.EditAsync(PermittedCall.Series, 0, 2),
            (s, _) => s.TimeSeries.EditAsync(PermittedCall.Series, 0, Json)),
        new(
            "query", "READ_TOPIC",
            (js, _) => js.QueryAsync(PermittedCall.Series),
            (s, _) => s.TimeSeries.RangeQuery.SelectFromAsync(PermittedCall.Series)),
        new(
            "query of edits", "QUERY_OBSOLETE_TIME_SERIES_EVENTS",
            (js, _) => js.QueryAsync(PermittedCall.Series, ["forEdits"]),
            (s, _) => s.TimeSeries.RangeQuery.ForEdits().SelectFromAsync(PermittedCall.Series)),
    ];

    private static IJSON Json => Diffusion.DataTypes.JSON.FromJSONString("2");

    // The SDK takes nothing but an id that it was told of.
    private static async Task RevokeAsync(JsSession session, string target)
    {
        JsRegistration listener = await session.Clients.AddListenerAsync($"$SessionId is '{target}'");
        await listener.NextAsync("session");
        await session.Security.RevokeAsync(target);
    }

    private static Task<IRegistration> ListenAsync(ISession session, ISessionId target) => session.ClientControl.AddSessionEventListenerAsync(
        new SessionEventRecorder(), Diffusion.NewSessionEventParametersBuilder().Build());

    private static Task<IRegistration> AuthenticateAsync(ISession session, ISessionId target) =>
        session.AuthenticationControl.SetAuthenticationHandlerAsync(Handler[1], new AuthenticatorRecorder());

    private static Task<IRegistration> HandleAsync(ISession session, params string[] properties) =>
        session.Messaging.AddRequestHandlerAsync("a/b", new RequestRecorder<string, string>(), properties);

    private static Task<TopicCreationResult> AddAndSetAsync(ISession session, ISessionId target) =>
        session.TopicUpdate.AddAndSetAsync("a/new", Diffusion.NewSpecification(TopicType.JSON), Json);
}
