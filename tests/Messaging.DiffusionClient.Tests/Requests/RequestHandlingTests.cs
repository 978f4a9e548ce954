using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Requests;

/// <summary>What others send must neither cost an application its handler, nor leave the sender with two answers or none.</summary>
[Trait("Rule", "SEC-53, SEC-55, SEC-56, WIRE-28")]
public sealed class RequestHandlingTests : LoggedTest
{
    // 0x55, conversation 1, the path s/t and a value: the text hi, a broken text, the JSON 1.
    private const string TextToStream = "005501" + "03732f74" + "06737472696e67" + "03626869";
    private const string BrokenTextToStream = "005501" + "03732f74" + "06737472696e67" + "0178";
    private const string JsonToStream = "005501" + "03732f74" + "046a736f6e" + "0101";

    [Fact]
    public async Task Stream_AnswersTwice_SendsTheFirst()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        scripted.Session.Messaging.SetRequestStream("s/t", new RecordingRequestHandler<string, string>
        {
            Answer = responder =>
            {
                responder.Reject("no");
                responder.Respond("yes");
                responder.Reject("no!");
            },
        });

        scripted.Connection.Give(TextToStream);
        scripted.Connection.Give("003802");

        (await scripted.Connection.TakeAsync()).Should().Equal(Convert.FromHexString("0701026e6fab46"));
        (await scripted.Connection.TakeAsync()).Should().Equal(0x06, 0x02);
    }

    [Fact]
    public async Task Stream_Throws_RefusesOnceIsRemovedAndToldSo()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingRequestHandler<string, string> stream = new() { Throws = new InvalidOperationException("kaput") };
        scripted.Session.Messaging.SetRequestStream("s/t", stream);

        scripted.Connection.Give(TextToStream);
        scripted.Connection.Give(TextToStream);

        (await scripted.Connection.TakeAsync()).Should().Equal(Convert.FromHexString("0701056b6170757469"));
        (await scripted.Connection.TakeAsync())[^1].Should().Be(109, "the stream is gone");
        (await stream.NextAsync()).Should().Be("hi to s/t");
        (await stream.NextAsync()).Should().Be("error 105");
    }

    [Theory]
    [InlineData(JsonToStream, 108)]
    [InlineData(BrokenTextToStream, 106)]
    public async Task Stream_ValueThatItCannotRead_RefusesAndKeepsTheStream(string request, byte code)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingRequestHandler<string, string> stream = new() { Answer = responder => responder.Respond("yes") };
        scripted.Session.Messaging.SetRequestStream("s/t", stream);

        scripted.Connection.Give(request);
        scripted.Connection.Give(TextToStream);

        byte[] refusal = await scripted.Connection.TakeAsync();
        refusal[0].Should().Be(0x07);
        refusal[^1].Should().Be(code);
        (await scripted.Connection.TakeAsync()).Should().Equal(Convert.FromHexString("060106737472696e670463796573"));
        (await stream.NextAsync()).Should().Be("hi to s/t");
    }

    [Fact]
    public async Task Stream_AnswersLater_IsHeardAsLongAsTheSessionLives()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Queue<IResponder<string>> responders = new();
        RecordingRequestHandler<string, string> stream = new() { Answer = responders.Enqueue };
        scripted.Session.Messaging.SetRequestStream("s/t", stream);
        scripted.Connection.Give(TextToStream);
        scripted.Connection.Give(TextToStream);
        await stream.NextAsync();
        await stream.NextAsync();

        FluentActions.Invoking(() => responders.Peek().Respond(null!)).Should().Throw<ArgumentNullException>();
        responders.Dequeue().Respond("yes");

        (await scripted.Connection.TakeAsync()).Should().Equal(Convert.FromHexString("060106737472696e670463796573"));
        await scripted.DisposeAsync();
        FluentActions.Invoking(() => responders.Dequeue().Respond("too late")).Should().NotThrow();
        (await stream.NextAsync()).Should().Be("error 101");
    }

    [Fact]
    public async Task Stream_Replaced_IsClosedAndAClosedSessionTakesNone()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingRequestHandler<string, string> first = new();
        scripted.Session.Messaging.SetRequestStream("s/t", first);

        scripted.Session.Messaging.SetRequestStream("s/t", new RecordingRequestHandler<string, string>());

        (await first.NextAsync()).Should().Be("close");
        await scripted.DisposeAsync();
        Action set = () => scripted.Session.Messaging.SetRequestStream("s/t", first);
        set.Should().Throw<SessionClosedException>();
    }

    [Fact]
    public async Task Handler_Throws_RefusesAndIsDeregistered()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingRequestHandler<IJSON, IJSON> handler = new() { Throws = new InvalidOperationException("kaput") };
        Task<IRegistration> registering = scripted.Session.Messaging.AddRequestHandlerAsync("a/b", handler);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer());
        await registering.Within();

        scripted.Connection.Give(Messaging.TestKit.Vectors.GoldenVectors.Get("0x58 handler json (mode json)").Bytes);

        (await scripted.Connection.TakeAsync()).Should().Equal(Convert.FromHexString("0701056b6170757469"));
        ClientRequest deregistration = await scripted.TakeRequestAsync();
        (deregistration.Service, deregistration.Body).Should().Be((0x62, "580764656661756c7403612f6200"));
        scripted.Connection.Give(deregistration.Answer());
        await handler.NextAsync();
        (await handler.NextAsync()).Should().Be("error 105");
    }

    [Fact]
    public async Task FilteredCallback_Throws_GetsTheOthersAllTheSame()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        TaskCompletionSource<string> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Session.ErrorNotified += (_, e) => reported.TrySetResult(e.Error.Message);
        RecordingResponses<string> responses = new() { Throws = new InvalidOperationException("kaput") };
        Task<int> sending = scripted.Session.Messaging.SendRequestToFilterAsync("all", "a", "x", responses);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("0002"));
        await sending.Within();

        scripted.Connection.Give("006701" + "01" + "0507" + "00" + "06737472696e67" + "03626869");
        scripted.Connection.Give("006702" + "01" + "0508" + "00" + "06737472696e67" + "03626869");

        (await responses.NextAsync()).Should().Be("0000000000000005-0000000000000007 hi");
        (await responses.NextAsync()).Should().Be("0000000000000005-0000000000000008 hi");
        (await reported.Task.Within()).Should().Contain("kaput");
    }

    [Fact]
    public async Task Request_AnswerOfAnotherType_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Task<string> sending = scripted.Session.Messaging.SendRequestAsync<string, string>("a", "x");

        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("046a736f6e0101"));

        await FluentActions.Awaiting(() => sending.Within()).Should().ThrowAsync<IncompatibleDatatypeException>();
    }
}
