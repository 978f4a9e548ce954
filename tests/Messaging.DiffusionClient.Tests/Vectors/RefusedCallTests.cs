using Messaging.DiffusionClient.Tests.Requests;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The calls of the security survey that the server refuses: what becomes of its reports and codes.</summary>
public sealed class RefusedCallTests : LoggedTest
{
    private static readonly Refusal[] Refusals =
    [
        new(
            "updateAuthenticationStore 2 errors",
            session => session.SystemAuthenticationControl.UpdateStoreAsync("x"),
            typeof(ScriptException),
            "Principal bob already exists [1:0]; bad [3:7]"),
        new("updateAuthenticationStore denied", session => session.SystemAuthenticationControl.UpdateStoreAsync("x"), typeof(SessionSecurityException), "Access denied"),
        new("updateSecurityStore error", session => session.SecurityControl.UpdateStoreAsync("x"), typeof(ScriptException), "Unknown permission [1:20]"),
        new(
            "getSessionProperties no such session",
            session => session.ClientControl.GetSessionPropertiesAsync(
                SessionControlVectors.Other, [SessionProperty.ALL_FIXED_PROPERTIES, SessionProperty.ALL_USER_PROPERTIES]),
            typeof(NoSuchSessionException),
            "there is no such session"),
        new(
            "setSessionPropertiesByFilter bad filter",
            session => session.ClientControl.SetSessionPropertiesAsync("oops", new Dictionary<string, string> { ["room"] = "a" }),
            typeof(InvalidFilterException),
            "unexpected token [1:5]"),
        new(
            "clients.close(sid) no such session",
            session => session.ClientControl.CloseAsync(SessionControlVectors.Other),
            typeof(NoSuchSessionException),
            "No such session"),
        new(
            "clients.close(filter) bad filter",
            session => session.ClientControl.CloseAsync(SessionControlVectors.Bob),
            typeof(InvalidFilterException),
            "unexpected token [1:5]"),
        new(
            "clients.subscribe(filter) bad",
            session => session.SubscriptionControl.SubscribeByFilterAsync(SessionControlVectors.Bob, ">a"),
            typeof(InvalidFilterException),
            "unexpected token [1:5]"),
        new(
            "sendRequest path unhandled",
            session => session.Messaging.SendRequestAsync<IJSON, IJSON>("a/b", CallVectors.Json("""{"x":1}""")),
            typeof(UnhandledMessageException),
            "Unhandled message"),
        new(
            "sendRequest path rejected",
            session => session.Messaging.SendRequestAsync<IJSON, IJSON>("a/b", CallVectors.Json("""{"x":1}""")),
            typeof(RejectedRequestException),
            "no way"),
        new(
            "sendRequest session unknown",
            session => session.Messaging.SendRequestAsync<IJSON, IJSON>(SessionControlVectors.Other, "a/b", CallVectors.Json("""{"x":1}""")),
            typeof(NoSuchSessionException),
            "No such session"),
        new(
            "sendRequestToFilter bad filter",
            session => session.Messaging.SendRequestToFilterAsync("oops", "a/b", CallVectors.Json("""{"x":1}"""), new RecordingResponses<IJSON>()),
            typeof(InvalidFilterException),
            "unexpected token [1:5]",
            TakesStream: true),
        new(
            "addRequestHandler conflict",
            session => session.Messaging.AddRequestHandlerAsync("a/b", new RecordingRequestHandler<IJSON, IJSON>()),
            typeof(HandlerConflictException),
            "Handler conflict",
            TakesStream: true),
    ];

    public static TheoryData<string> Names => [.. Refusals.Select(refusal => refusal.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "SEC-10, SEC-13, WIRE-24")]
    public async Task Call_ThatTheServerRefuses_FailsWithItsTypeAndTheServersWords(string name)
    {
        Refusal refusal = Array.Find(Refusals, candidate => candidate.Name == name)!;
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ClientRequest recorded = ClientRequest.Read(GoldenVectors.Get($"{name} (request)").Bytes);
        await scripted.CountToAsync(refusal.TakesStream ? recorded.Conversation - 2 : 0);

        Task call = refusal.Call(scripted.Session);

        ClientRequest sent = await scripted.TakeRequestAsync();
        sent.Should().Be(recorded with { Conversation = sent.Conversation });
        scripted.Connection.Give(sent.Readdress(GoldenVectors.Get($"{name} (reply)").Bytes));
        Exception failure = (await FluentActions.Awaiting(() => call.Within()).Should().ThrowAsync<Exception>()).Which;
        failure.Should().BeOfType(refusal.Type);
        failure.Message.Should().Contain(refusal.Words);
    }

    [Fact]
    [Trait("Rule", "SEC-10")]
    public async Task Script_ThatTheServerRefuses_IsReportedLineByLineAndNotShown()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task call = scripted.Session.SystemAuthenticationControl.UpdateStoreAsync("add principal 'bob' 'secret'");

        ClientRequest sent = await scripted.TakeRequestAsync();
        scripted.Connection.Give(sent.Readdress(GoldenVectors.Get("updateAuthenticationStore 2 errors (reply)").Bytes));
        ScriptException failure = (await FluentActions.Awaiting(() => call.Within()).Should().ThrowAsync<ScriptException>()).Which;
        failure.ToString().Should().NotContain("secret");
        failure.Errors.Select(error => (error.Message, error.Line, error.Column)).Should().Equal(("Principal bob already exists", 1, 0), ("bad", 3, 7));
    }

    internal static IEnumerable<string> Covered() =>
        Refusals.SelectMany(refusal => new[] { $"{refusal.Name} (request)", $"{refusal.Name} (reply)" });

    private sealed record Refusal(string Name, Func<ISession, Task> Call, Type Type, string Words, bool TakesStream = false);
}
