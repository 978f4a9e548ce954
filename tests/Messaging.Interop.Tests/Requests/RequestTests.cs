using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Recorders;
using Messaging.Interop.Tests.Security;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Requests;

/// <summary>Requests from session to session, within JavaScript and between it and .NET.</summary>
public sealed class RequestTests : SecurityTest
{
    /// <summary>Values of every data type, by the SDK's name of the type.</summary>
    public static TheoryData<string, string> Values => new()
    {
        { "json", """{"a":[1,2.5,"😀",null]}""" },
        { "string", "\"héllo 😀\"" },
        { "string", "\"\"" },
        { "int64", "\"-9223372036854775808\"" },
        { "double", "0.1" },
        { "binary", "\"AAH/\"" },
    };

    [Theory]
    [Trait("Rule", "SEC-50")]
    [MemberData(nameof(Values))]
    public async Task Values_OfEveryType_GoThereAndBack(string type, string value)
    {
        JsSession control = await ConnectAsync("control");
        JsSession client = await ConnectAsync("client");
        JsRegistration handler = await control.Messages.AddHandlerAsync("echo", type);

        Task<JsonElement> requesting = client.Messages.RequestAsync("echo", Json(value), type, null, type);
        JsEvent asked = await handler.NextAsync("request");
        await handler.AnswerAsync(asked, "respond", JsonNode.Parse(asked.Json.GetProperty("request").GetRawText()), type);

        JsonNode.DeepEquals(JsonNode.Parse(asked.Json.GetProperty("request").GetRawText()), Json(value)).Should().BeTrue();
        JsonNode.DeepEquals(JsonNode.Parse((await requesting).GetRawText()), Json(value)).Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task Handler_OfABranch_IsToldThePathTheSenderAndItsProperties()
    {
        JsSession control = await ConnectAsync("control");
        JsSession client = await ConnectAsync("client");
        await control.Clients.SetPropertiesAsync(client.SessionId, new() { ["room"] = "lobby" });
        JsRegistration handler = await control.Messages.AddHandlerAsync("shop", null, "$Principal", "*U");

        Task<JsonElement> requesting = client.Messages.RequestAsync("shop/orders/1", "two of them");
        JsEvent asked = await handler.NextAsync("request");
        await handler.AnswerAsync(asked, "respond", "done");

        asked.Path.Should().Be("shop/orders/1");
        asked.Json.GetProperty("sessionId").GetString().Should().Be(client.SessionId);
        Text(asked.Json.GetProperty("properties")).Should().Be("""{"$Principal":"client","room":"lobby"}""");
        (await requesting).GetString().Should().Be("done");
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task Handler_OfTheLongestPath_IsAsked_UntilItIsClosed()
    {
        JsSession control = await ConnectAsync("control");
        JsSession client = await ConnectAsync("client");
        JsRegistration outer = await control.Messages.AddHandlerAsync("shop");
        JsRegistration inner = await control.Messages.AddHandlerAsync("shop/orders");

        Task<JsonElement> first = client.Messages.RequestAsync("shop/orders", "1");
        await inner.AnswerAsync(await inner.NextAsync("request"), "respond", "inner");
        (await first).GetString().Should().Be("inner");
        await inner.CloseAsync();
        await inner.NextAsync("close");
        Task<JsonElement> second = client.Messages.RequestAsync("shop/orders", "2");
        await outer.AnswerAsync(await outer.NextAsync("request"), "respond", "outer");

        (await second).GetString().Should().Be("outer");
    }

    [Fact]
    [Trait("Rule", "SEC-51")]
    public async Task Failures_AreTheSameErrorsInBoth()
    {
        JsSession control = await ConnectAsync("control");
        ISession session = await OpenAsync("client");
        JsSession js = await ConnectAsync("client");
        JsRegistration handler = await control.Messages.AddHandlerAsync("shop");

        JsException unhandled = await RefusedAsync(() => js.Messages.RequestAsync("nobody", "?"));
        UnhandledMessageException unhandledInDotNet = await FailsAsync<UnhandledMessageException>(() => SendAsync(session, "nobody"));
        Task<JsonElement> requesting = js.Messages.RequestAsync("shop", "?");
        await handler.AnswerAsync(await handler.NextAsync("request"), "reject", "no way");
        JsException rejected = await RefusedAsync(() => requesting);
        Task<string> sending = SendAsync(session, "shop");
        await handler.AnswerAsync(await handler.NextAsync("request"), "reject", "no way");
        RejectedRequestException rejectedInDotNet = await FailsAsync<RejectedRequestException>(() => sending);

        unhandled.Name.Should().Be("UNHANDLED_MESSAGE").And.Be(NameOf(unhandledInDotNet.Reason));
        unhandled.Reason.Should().Be(unhandledInDotNet.Reason.Description);
        rejected.Name.Should().Be("REJECTED_REQUEST").And.Be(NameOf(rejectedInDotNet.Reason));
        rejected.Reason.Should().Be("no way").And.Be(rejectedInDotNet.Reason.Description);
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public async Task SecondHandler_OfAPath_IsAConflictInBoth()
    {
        JsSession js = await ConnectAsync("control");
        ISession session = await OpenAsync("control");
        await js.Messages.AddHandlerAsync("shop");
        await session.Messaging.AddRequestHandlerAsync("office", new RequestRecorder<string, string>()).Within();

        JsException inJs = await RefusedAsync(() => js.Messages.AddHandlerAsync("shop"));
        HandlerConflictException inDotNet = await FailsAsync<HandlerConflictException>(
            () => session.Messaging.AddRequestHandlerAsync("office", new RequestRecorder<string, string>()));

        inJs.Name.Should().Be("HANDLER_CONFLICT").And.Be(NameOf(inDotNet.Reason));
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task JavaScript_HandlesRequestsOfDotNet()
    {
        JsSession control = await ConnectAsync("control");
        JsRegistration handler = await control.Messages.AddHandlerAsync("shop", "json", "$ClientType");
        ISession session = await OpenAsync("client");

        Task<IJSON> requesting = session.Messaging.SendRequestAsync<IJSON, IJSON>("shop/orders", DotNetJson("""{"a":1}"""));
        JsEvent asked = await handler.NextAsync("request");
        await handler.AnswerAsync(asked, "respond", new JsonObject { ["b"] = 2 }, "json");

        Text(asked.Json.GetProperty("request")).Should().Be("""{"a":1}""");
        asked.Json.GetProperty("sessionId").GetString().Should().Be(session.SessionId.ToString());
        asked.Json.GetProperty("properties").GetProperty("$ClientType").GetString().Should().Be("DOTNET");
        (await requesting.Within()).ToJSONString().Should().Be("""{"b":2}""");
    }

    [Fact]
    [Trait("Rule", "SEC-53")]
    public async Task DotNet_HandlesRequestsOfJavaScript()
    {
        ISession control = await OpenAsync("control");
        var handler = new RequestRecorder<IJSON, IJSON>();
        IRegistration registration = await control.Messaging.AddRequestHandlerAsync("shop", handler, "$Principal").Within();
        JsSession js = await ConnectAsync("client");

        Task<JsonElement> requesting = js.Messages.RequestAsync("shop/orders", new JsonObject { ["a"] = 1 }, "json", null, "json");
        RequestRecorder<IJSON, IJSON>.Received asked = await handler.NextAsync();
        asked.Responder.Respond(DotNetJson("""{"b":2}"""));
        JsonElement answer = await requesting;
        Task<JsonElement> again = js.Messages.RequestAsync("shop", 1, "json");
        (await handler.NextAsync()).Responder.Reject("closed today");

        asked.Path.Should().Be("shop/orders");
        asked.Request.ToJSONString().Should().Be("""{"a":1}""");
        asked.Context!.SessionId.ToString().Should().Be(js.SessionId);
        asked.Context.SessionProperties.Should().Equal(new Dictionary<string, string> { ["$Principal"] = "client" });
        Text(answer).Should().Be("""{"b":2}""");
        (await RefusedAsync(() => again)).Reason.Should().Be("closed today");
        await registration.CloseAsync().Within();
        (await RefusedAsync(() => js.Messages.RequestAsync("shop", 1, "json"))).Name.Should().Be("UNHANDLED_MESSAGE");
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Streams_AnswerRequestsToTheSession_InBothDirections()
    {
        JsSession js = await ConnectAsync("control");
        ISession session = await OpenAsync("control");
        JsRegistration stream = await js.Messages.SetStreamAsync("hello", "string");
        var dotNetStream = new RequestRecorder<string, string>();
        session.Messaging.SetRequestStream("hello", dotNetStream);
        ISessionId jsId = await FindAsync(session, js.SessionId);

        Task<string> toJs = session.Messaging.SendRequestAsync<string, string>(jsId, "hello", "from .NET");
        JsEvent asked = await stream.NextAsync("request");
        await stream.AnswerAsync(asked, "respond", "to .NET");
        Task<JsonElement> toDotNet = js.Messages.RequestAsync("hello", "from JavaScript", "string", session.SessionId.ToString(), "string");
        RequestRecorder<string, string>.Received received = await dotNetStream.NextAsync();
        received.Responder.Respond("to JavaScript");

        asked.Json.GetProperty("request").GetString().Should().Be("from .NET");
        asked.Path.Should().Be("hello");
        (await toJs.Within()).Should().Be("to .NET");
        received.Request.Should().Be("from JavaScript");
        (await toDotNet).GetString().Should().Be("to JavaScript");
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Streams_ThatRejectOrAreNotThere_AreTheSameErrorsInBoth()
    {
        JsSession js = await ConnectAsync("control");
        ISession session = await OpenAsync("control");
        JsRegistration stream = await js.Messages.SetStreamAsync("hello", "string");
        var dotNetStream = new RequestRecorder<string, string>();
        session.Messaging.SetRequestStream("hello", dotNetStream);
        ISessionId jsId = await FindAsync(session, js.SessionId);
        string dotNetId = session.SessionId.ToString()!;

        Task<string> toJs = session.Messaging.SendRequestAsync<string, string>(jsId, "hello", "?");
        await stream.AnswerAsync(await stream.NextAsync("request"), "reject", "not now");
        Task<JsonElement> toDotNet = js.Messages.RequestAsync("hello", "?", "string", dotNetId);
        (await dotNetStream.NextAsync()).Responder.Reject("not now");

        (await FailsAsync<RejectedRequestException>(() => toJs)).Reason.Description.Should().Be("not now");
        (await RefusedAsync(() => toDotNet)).Should().Match<JsException>(e => e.Name == "REJECTED_REQUEST" && e.Reason == "not now");
        await FailsAsync<UnhandledMessageException>(() => session.Messaging.SendRequestAsync<string, string>(jsId, "elsewhere", "?"));
        (await RefusedAsync(() => js.Messages.RequestAsync("elsewhere", "?", "string", dotNetId))).Name.Should().Be("UNHANDLED_MESSAGE");
        await js.CloseAsync();
        (await FailsAsync<NoSuchSessionException>(() => session.Messaging.SendRequestAsync<string, string>(jsId, "hello", "?")))
            .Reason.Should().Be(ErrorReason.NO_SUCH_SESSION);
    }

    [Fact]
    [Trait("Rule", "SEC-54")]
    public async Task Filter_ReachesSessionsOfBoth_AndEachAnswers()
    {
        JsSession js = await ConnectAsync("control");
        JsSession one = await ConnectAsync("client");
        JsSession without = await ConnectAsync("client");
        ISession session = await OpenAsync("client");
        JsRegistration stream = await one.Messages.SetStreamAsync("poll", "string");
        var dotNetStream = new RequestRecorder<string, string>();
        session.Messaging.SetRequestStream("poll", dotNetStream);

        (int count, JsEvents responses) = await js.Messages.RequestByFilterAsync("$Principal is 'client'", "poll", "who?", "string");
        await stream.AnswerAsync(await stream.NextAsync("request"), "respond", "JavaScript");
        (await dotNetStream.NextAsync()).Responder.Respond(".NET");

        count.Should().Be(3);
        JsEvent[] answers = [await responses.NextAsync(), await responses.NextAsync(), await responses.NextAsync()];
        answers.Where(answer => answer.Kind == "response").Select(answer => (Id(answer), answer.Value.GetString())).Should()
            .BeEquivalentTo([(one.SessionId, "JavaScript"), (session.SessionId.ToString(), ".NET")]);
        JsEvent failure = answers.Single(answer => answer.Kind == "failure");
        Id(failure).Should().Be(without.SessionId);
        failure.Json.GetProperty("reason").GetProperty("name").GetString().Should().Be("UNHANDLED_MESSAGE");
    }

    [Fact]
    [Trait("Rule", "SEC-55")]
    public async Task Filter_OfDotNet_ReachesSessionsOfJavaScript()
    {
        ISession session = await OpenAsync("control");
        JsSession one = await ConnectAsync("client");
        JsSession other = await ConnectAsync("client");
        JsRegistration stream = await one.Messages.SetStreamAsync("poll", "string");
        JsRegistration rejecting = await other.Messages.SetStreamAsync("poll", "string");
        var responses = new ResponseRecorder<string>();

        int count = await session.Messaging.SendRequestToFilterAsync("$Principal is 'client'", "poll", "who?", responses).Within();
        await stream.AnswerAsync(await stream.NextAsync("request"), "respond", "it's me");
        (string id, string? response, _) = await responses.NextAsync();
        await rejecting.AnswerAsync(await rejecting.NextAsync("request"), "reject", "won't say");
        (string rejectingId, _, Exception? error) = await responses.NextAsync();

        count.Should().Be(2);
        (id, response).Should().Be((one.SessionId, "it's me"));
        rejectingId.Should().Be(other.SessionId);
        error.Should().BeOfType<RejectedRequestException>().Which.Reason.Description.Should().Be("won't say");
    }

    [Fact]
    [Trait("Rule", "SEC-38")]
    public async Task Filter_ThatIsNone_HasTheSameReportsInBoth()
    {
        JsSession js = await ConnectAsync("control");
        ISession session = await OpenAsync("control");

        JsException inJs = await RefusedAsync(() => js.Messages.RequestByFilterAsync("$Principal is", "poll", "who?", "string"));
        InvalidFilterException inDotNet = await FailsAsync<InvalidFilterException>(
            () => session.Messaging.SendRequestToFilterAsync("$Principal is", "poll", "who?", new ResponseRecorder<string>()));

        inJs.Reports.Should().ContainSingle();
        inDotNet.Message.Should().Contain(inJs.Reports[0].Message.TrimEnd('.'));
    }

    private static string Id(JsEvent answer) => answer.Json.GetProperty("sessionId").GetString()!;

    private static IJSON DotNetJson(string text) => Diffusion.DataTypes.JSON.FromJSONString(text);

    private static Task<string> SendAsync(ISession session, string path) => session.Messaging.SendRequestAsync<string, string>(path, "?");

    private static async Task<TException> FailsAsync<TException>(Func<Task> call)
        where TException : Exception
    {
        Func<Task> calling = () => call().Within();
        return (await calling.Should().ThrowAsync<TException>()).Which;
    }

    /// <summary>The id of somebody else's session, as the vendor's .NET API has it: from an event.</summary>
    private static async Task<ISessionId> FindAsync(ISession session, string id)
    {
        var seen = new SessionEventRecorder();
        await session.ClientControl.AddSessionEventListenerAsync(
            seen, Diffusion.NewSessionEventParametersBuilder().Filter($"$SessionId is '{id}'").Build()).Within();
        return (await seen.NextAsync()).SessionId;
    }
}
