using System.Text.Json;
using Messaging.DiffusionClient.Tests.Requests;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>Requests of other sessions, and the answers of the official SDK to them.</summary>
public sealed class RequestVectorTests : LoggedTest
{
    private static readonly Dictionary<string, Func<RecordingHandler>> Handlers = new()
    {
        ["0x58 handler json (mode json)"] = () => Handler<IJSON, IJSON>(responder => responder.Respond(CallVectors.Json("""{"ok":1}"""))),
        ["0x58 handler string (mode string)"] = () => Handler<IJSON, string>(responder => responder.Respond("yes")),
        ["0x58 handler stringT (mode stringT)"] = () => Handler<IJSON, string>(responder => responder.Respond("yes")),
        ["0x58 handler num (mode num)"] = () => Handler<IJSON, double?>(responder => responder.Respond(7)),
        ["0x58 handler obj (mode obj)"] = () => Handler<IJSON, IJSON>(responder => responder.Respond(CallVectors.Json("""{"a":1}"""))),
        ["0x58 handler reject (mode reject)"] = () => Handler<IJSON, IJSON>(responder => responder.Reject("no way")),
        ["0x58 handler none (mode none)"] = () => Handler<IJSON, IJSON>(_ => { }),
        ["0x58 no props (mode json)"] = () => Handler<string, IJSON>(responder => responder.Respond(CallVectors.Json("""{"ok":1}"""))),
    };

    private static readonly Dictionary<string, Func<RecordingHandler>> Streams = new()
    {
        ["0x55 stream json (mode json)"] = () => Handler<IJSON, IJSON>(responder => responder.Respond(CallVectors.Json("""{"ok":1}"""))),
        ["0x55 stream string (mode string)"] = () => Handler<IJSON, string>(responder => responder.Respond("yes")),
        ["0x55 stream reject (mode reject)"] = () => Handler<IJSON, IJSON>(responder => responder.Reject("no way")),
        ["0x55 stream obj (mode obj)"] = () => Handler<IJSON, IJSON>(responder => responder.Respond(CallVectors.Json("""{"a":1}"""))),
        ["0x55 stream none (mode none)"] = () => Handler<IJSON, IJSON>(_ => { }),
        ["0x55 below path (mode json)"] = () => Handler<IJSON, IJSON>(_ => { }),
        ["0x55 other path (mode json)"] = () => Handler<IJSON, IJSON>(_ => { }),
        ["0x55 typed mismatch (mode string)"] = () => Handler<string, string>(_ => { }),
        ["0x55 typed ok (mode string)"] = () => Handler<string, string>(responder => responder.Respond("yes")),
        ["0x56 (mode json)"] = () => Handler<IJSON, IJSON>(_ => { }),
    };

    private static readonly string[] Filtered = ["filter response json", "filter response rejected", "filter response string"];

    public static TheoryData<string> HandlerNames => [.. Handlers.Keys];

    public static TheoryData<string> StreamNames => [.. Streams.Keys];

    [Theory]
    [MemberData(nameof(HandlerNames))]
    [Trait("Rule", "SEC-50, SEC-52, SEC-53")]
    public async Task Request_ToAHandler_IsAnsweredAsTheOfficialSdkAnswersIt(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingHandler handler = Handlers[name]();
        Task<IRegistration> registering = handler switch
        {
            RecordingRequestHandler<IJSON, IJSON> json => scripted.Session.Messaging.AddRequestHandlerAsync("a/b", json),
            RecordingRequestHandler<IJSON, string> mixed => scripted.Session.Messaging.AddRequestHandlerAsync("a/b", mixed),
            RecordingRequestHandler<IJSON, double?> number => scripted.Session.Messaging.AddRequestHandlerAsync("a/b", number),
            RecordingRequestHandler<string, IJSON> text => scripted.Session.Messaging.AddRequestHandlerAsync("a/b", text),
            _ => throw new InvalidOperationException(),
        };
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer());
        await registering.Within();
        GoldenVector vector = GoldenVectors.Get(name);

        scripted.Connection.Give(vector.Bytes);

        JsonElement seen = vector.SdkResult.GetProperty("seen");
        JsonElement context = seen.GetProperty("ctx");
        string properties = string.Join(',', context.GetProperty("properties").EnumerateObject().Select(property => $"{property.Name}={property.Value}"));
        (await handler.NextAsync()).Should().Be(
            $"{Text(seen.GetProperty("request"))} from {context.GetProperty("sessionId")} to {context.GetProperty("path")} {{{properties}}}");
        await AssertAnswerAsync(scripted, vector);
    }

    [Theory]
    [MemberData(nameof(StreamNames))]
    [Trait("Rule", "SEC-50, SEC-56, WIRE-27")]
    public async Task Request_ToThisSession_IsAnsweredAsTheOfficialSdkAnswersIt(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingHandler stream = Streams[name]();
        IMessaging messaging = scripted.Session.Messaging;
        switch (stream)
        {
            case RecordingRequestHandler<IJSON, IJSON> json:
                messaging.SetRequestStream("s/t", json);
                break;
            case RecordingRequestHandler<IJSON, string> mixed:
                messaging.SetRequestStream(">s/t", mixed);
                break;
            case RecordingRequestHandler<string, string> text:
                messaging.SetRequestStream("typed", text);
                break;
        }

        GoldenVector vector = GoldenVectors.Get(name);

        scripted.Connection.Give(vector.Bytes);

        if (vector.SdkResult.TryGetProperty("seen", out JsonElement seen))
        {
            (await stream.NextAsync()).Should().Be($"{Text(seen.GetProperty("request"))} to {seen.GetProperty("path")}");
        }

        await AssertAnswerAsync(scripted, vector);
        stream.TryNext().Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "SEC-56")]
    public async Task Request_ToAStreamThatIsRemoved_IsRefusedByTheVector()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingRequestHandler<IJSON, IJSON> stream = new();
        scripted.Session.Messaging.SetRequestStream("s/t", stream);

        scripted.Session.Messaging.RemoveRequestStream("s/t");

        (await stream.NextAsync()).Should().Be("close");
        GoldenVector vector = GoldenVectors.Get("0x55 removed (mode json)");
        scripted.Connection.Give(vector.Bytes);
        await AssertAnswerAsync(scripted, vector);
    }

    [Fact]
    [Trait("Rule", "SEC-54, SEC-55")]
    public async Task FilteredResponses_OfTheVectors_AreToldUntilAllHaveCome()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        await scripted.CountToAsync(29);
        RecordingResponses<IJSON> responses = new();
        Task<int> sending = scripted.Session.Messaging.SendRequestToFilterAsync("all", "a/b", CallVectors.Json("""{"x":1}"""), responses);
        ClientRequest request = await scripted.TakeRequestAsync();

        scripted.Connection.Give(GoldenVectors.Get(Filtered[0]).Bytes);
        scripted.Connection.Give(request.Answer("0002"));
        scripted.Connection.Give(GoldenVectors.Get(Filtered[1]).Bytes);
        scripted.Connection.Give(GoldenVectors.Get(Filtered[2]).Bytes);

        (await sending.Within()).Should().Be(2);
        (await responses.NextAsync()).Should().Be("""0000000000000005-0000000000000007 {"y":1}""");
        (await responses.NextAsync()).Should().StartWith("0000000000000005-0000000000000008 RejectedRequestException 9003").And.Contain("no way");
        foreach (string name in Filtered)
        {
            Convert.ToHexStringLower(await scripted.Connection.TakeAsync()).Should().Be(GoldenVectors.Get(name).Text("client_reply"));
        }

        responses.TryNext().Should().BeNull("two were all");
    }

    [Fact]
    [Trait("Rule", "SEC-55")]
    public async Task FilteredResponse_OfTheVectorsWithText_IsToldToACallbackForText()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        await scripted.CountToAsync(29);
        RecordingResponses<string> responses = new();
        Task<int> sending = scripted.Session.Messaging.SendRequestToFilterAsync("all", "a/b", "x", responses);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("0002"));
        await sending.Within();

        scripted.Connection.Give(GoldenVectors.Get(Filtered[2]).Bytes);
        scripted.Connection.Give(GoldenVectors.Get(Filtered[0]).Bytes);

        (await responses.NextAsync()).Should().Be("0000000000000005-0000000000000009 hi");
        (await responses.NextAsync()).Should().StartWith("0000000000000005-0000000000000007 IncompatibleDatatypeException 108");
    }

    internal static IEnumerable<string> Covered() => [.. Handlers.Keys, .. Streams.Keys, .. Filtered, "0x55 removed (mode json)"];

    private static RecordingRequestHandler<TRequest, TResponse> Handler<TRequest, TResponse>(Action<IResponder<TResponse>> answer) => new() { Answer = answer };

    private static string? Text(JsonElement request) => request.ValueKind == JsonValueKind.String ? request.GetString() : JsonSerializer.Serialize(request);

    /// <summary>The recorded answer, or none: then the next thing that the client sends is the answer to a ping.</summary>
    private static async Task AssertAnswerAsync(ScriptedSession scripted, GoldenVector vector)
    {
        scripted.Connection.Give("003801");
        byte[] sent = await scripted.Connection.TakeAsync();
        Convert.ToHexStringLower(sent).Should().Be(vector.Text("client_reply") ?? "0601");
    }
}
