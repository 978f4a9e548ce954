using System.Globalization;
using Messaging.DiffusionClient.Tests.Requests;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.Binary;
using PushTechnology.ClientInterface.Data.JSON;
using static Messaging.DiffusionClient.Tests.Vectors.SecurityVectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>Requests, authenticators and locks of the surveys that are answered, and not refused.</summary>
internal static class MessagingVectors
{
    public static IEnumerable<CallVector> All { get; } =
    [
        Call("sendRequest path json", async session => (await session.Messaging.SendRequestAsync<IJSON, IJSON>("a/b", Json())).ToJSONString(), """{"y":1}"""),
        Call("sendRequest path string", async session => await session.Messaging.SendRequestAsync<string, string>(">a/b", "hello"), "hi"),
        Call("sendRequest path int64", async session => Text(await session.Messaging.SendRequestAsync<long?, long?>("a/b", 42)), "42"),
        Call("sendRequest path double", async session => Text(await session.Messaging.SendRequestAsync<double?, double?>("a/b", 4.5)), "4.5"),
        Call(
            "sendRequest path binary",
            async session => Convert.ToHexStringLower((await session.Messaging.SendRequestAsync<IBinary, IBinary>(
                "a/b", Diffusion.DataTypes.Binary.ReadValue([1, 2, 3]))).ToByteArray()),
            "010203"),
        Call(
            "sendRequest session",
            async session => (await session.Messaging.SendRequestAsync<IJSON, IJSON>(SessionControlVectors.Other, "a/b", Json())).ToJSONString(),
            """{"y":1}"""),
        Call(
            "sendRequestToFilter",
            async session => Text(await session.Messaging.SendRequestToFilterAsync("all", "a/b", Json(), new RecordingResponses<IJSON>())),
            "2",
            takesStream: true),
        Call(
            "addRequestHandler ok",
            async session => await session.Messaging.AddRequestHandlerAsync("a/b", new RecordingRequestHandler<IJSON, IJSON>()) is null ? "none" : "registration",
            "registration",
            takesStream: true),
        new(
            "addRequestHandler with properties",
            async session => await session.Messaging.AddRequestHandlerAsync("a/b", new RecordingRequestHandler<IJSON, IJSON>(), "$Principal") is null
                ? "none"
                : "registration",
            "registration",
            ("addRequestHandler('a/b',h,['$Principal'])", null),
            TakesStream: true),
        new(
            "setAuthenticator",
            async session => await session.AuthenticationControl.SetAuthenticationHandlerAsync("h", new Security.RecordingAuthenticator()) is null
                ? "none"
                : "registration",
            "registration",
            ("setAuthenticator(h)", "setAuthenticator ok"),
            TakesStream: true),
        Void("revokeAuthentication", session => session.AuthenticationControl.RevokeAuthenticationAsync(SessionControlVectors.Other)),
        Call("getSessionLock held", async session => Describe(await session.ClientControl.GetSessionLockAsync("L")), "0000000000000005-0000000000000007 at srv, 300"),
        Call("getSessionLock free", async session => (await session.ClientControl.GetSessionLockAsync("L"))?.ToString()),
        Call(
            "getSessionLocks",
            async session => string.Join("; ", (await session.ClientControl.GetSessionLocksAsync()).Select(held => $"{held.Key}: {Describe(held.Value)}")),
            "L: 0000000000000005-0000000000000007 at srv, 300"),
        Call("lock session-loss", session => LockAsync(session, "L", SessionLockScope.UNLOCK_ON_SESSION_LOSS), "L 300 UNLOCK_ON_SESSION_LOSS True"),
        Call("lock connection-loss", session => LockAsync(session, "L", SessionLockScope.UNLOCK_ON_CONNECTION_LOSS), "L 300 UNLOCK_ON_CONNECTION_LOSS True"),
        new("session_lock", session => LockAsync(session, "lock", SessionLockScope.UNLOCK_ON_SESSION_LOSS), "lock 7 UNLOCK_ON_SESSION_LOSS True"),
    ];

    private static IJSON Json() => CallVectors.Json("""{"x":1}""");

    private static string? Text<TValue>(TValue value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string Describe(ISessionLockDetails held) => $"{held.SessionId} at {held.ServerName}, {held.Sequence}";

    private static async Task<string?> LockAsync(ISession session, string name, SessionLockScope scope)
    {
        ISessionLock granted = await session.LockAsync(name, scope);
        return $"{granted.Name} {granted.Sequence} {granted.Scope} {granted.IsOwned}";
    }
}
