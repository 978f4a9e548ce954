using System.Globalization;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;
using static Messaging.DiffusionClient.Tests.Vectors.SecurityVectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The calls of the security survey on other sessions that are answered, and not refused.</summary>
internal static class SessionControlVectors
{
    public const string Bob = "$Principal is \"bob\"";

    public static ISessionId Other { get; } = new OtherSession("1122334455667788-0000000000000001");

    public static IEnumerable<CallVector> All { get; } =
    [
        Call(
            "getSessionProperties ok",
            async session => Text(await session.ClientControl.GetSessionPropertiesAsync(Other, [SessionProperty.PRINCIPAL, "room", "room"])),
            "$Principal=bob; room=a"),
        Call(
            "setSessionProperties",
            async session => Text(await session.ClientControl.SetSessionPropertiesAsync(
                Other, new Dictionary<string, string> { ["room"] = "a", ["nick"] = "B", ["gone"] = null! })),
            "room=old; nick=null"),
        Count(
            "setSessionPropertiesByFilter ok 7",
            session => session.ClientControl.SetSessionPropertiesAsync(Bob, new Dictionary<string, string> { ["room"] = "a" }),
            7),
        Nothing("clients.close(sid)", session => session.ClientControl.CloseAsync(Other)),
        Count("clients.close(filter) 3", session => session.ClientControl.CloseAsync(Bob), 3),
        Nothing("changeRoles(sid)", session => session.ClientControl.ChangeRolesAsync(Other, ["R1"], ["R2", "R3"])),
        Count("changeRoles(filter) 2", session => session.ClientControl.ChangeRolesAsync(Bob, ["R1"], ["R2"]), 2),
        Nothing("setConflated(sid)", session => session.ClientControl.SetConflatedAsync(Other, true)),
        Count("setConflated(filter)", session => session.ClientControl.SetConflatedAsync(Bob, true), 5),
        Void("clients.subscribe(sid)", session => session.SubscriptionControl.SubscribeAsync(Other, ">a")),
        Count("clients.subscribe(filter) 5", async session => await session.SubscriptionControl.SubscribeByFilterAsync(Bob, ">a"), 5),
        Void("clients.unsubscribe(sid)", session => session.SubscriptionControl.UnsubscribeAsync(Other, "a")),
        Count("clients.unsubscribe(filter) 5", async session => await session.SubscriptionControl.UnsubscribeByFilterAsync(Bob, ">a"), 5),
        Void("clients.unsubscribeAllScopes(sid)", session => session.SubscriptionControl.UnsubscribeAllScopesAsync(Other, ">a")),
        Count(
            "clients.unsubscribeAllScopes(filter)",
            async session => await session.SubscriptionControl.UnsubscribeAllScopesByFilterAsync(Bob, ">a"),
            5),
        Listen("session-event-listener register (properties $Principal,*U)", builder => builder.Properties("$Principal", "*U"), "session-event-listener register ok"),
        Listen("addSessionEventListener no params", builder => builder),
        Listen("addSessionEventListener filter", builder => builder.Filter(Bob)),
        Listen("addSessionEventListener props", builder => builder.Properties("$Principal", "*U", "*U")),
        Listen("addSessionEventListener after", builder => builder.After(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000))),
        Listen(
            "addSessionEventListener all",
            builder => builder
                .Filter(Bob)
                .Properties(SessionProperty.ALL_FIXED_PROPERTIES, SessionProperty.ALL_USER_PROPERTIES)
                .After(DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000))),
    ];

    /// <summary>A call whose task tells a boxed number of sessions.</summary>
    private static CallVector Count(string name, Func<ISession, Task<object>> call, int count) =>
        Call(name, async session => ((int)await call(session)).ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture));

    /// <summary>A call whose task tells null.</summary>
    private static CallVector Nothing(string name, Func<ISession, Task<object>> call) =>
        Call(name, async session => (await call(session))?.ToString());

    /// <summary>The survey has but one answer to this call, which says that there is no error.</summary>
    private static CallVector Listen(
        string request,
        Func<ISessionEventParametersBuilder, ISessionEventParametersBuilder> configure,
        string response = "session-event-listener register ok") => new(
            request,
            async session => await session.ClientControl.AddSessionEventListenerAsync(
                new SilentEvents(), configure(Diffusion.NewSessionEventParametersBuilder()).Build()) is null ? "none" : "registration",
            "registration",
            (request, response),
            TakesStream: true);

    private static string Text(IReadOnlyDictionary<string, string> properties) =>
        string.Join("; ", properties.Select(property => $"{property.Key}={property.Value ?? "null"}"));

    /// <summary>A session id that an application has kept as text.</summary>
    private sealed class OtherSession(string text) : ISessionId
    {
        public bool Equals(ISessionId? other) => other?.ToString() == text;

        public override bool Equals(object? obj) => Equals(obj as ISessionId);

        public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

        public override string ToString() => text;
    }

    private sealed class SilentEvents : ISessionEventStream
    {
        public void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent)
        {
        }

        public void OnClose()
        {
        }

        public void OnError(PushTechnology.ClientInterface.Client.Callbacks.ErrorReason errorReason)
        {
        }
    }
}
