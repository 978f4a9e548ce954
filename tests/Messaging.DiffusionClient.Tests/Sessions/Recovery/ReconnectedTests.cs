using Messaging.DiffusionClient.Tests.Requests;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>The server has the session still: everything goes on.</summary>
[Trait("Rule", "SESS-11")]
public sealed class ReconnectedTests : LoggedTest
{
    // Leaves each attempt to the test.
    private readonly TestStrategy _patient = new(_ => Task.CompletedTask);

    [Fact]
    public async Task Answer_OfTheVector_ReconnectsTheSession()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(accepted: ScriptedSession.Accepted);
        await session.AnswerPingsAsync(1, 1);

        await session.ReplaceAsync(GoldenVectors.Get("reconnect_response_105").Hex);

        session.Session.State.Should().BeSameAs(SessionState.CONNECTED_ACTIVE);
        await session.AnswerPingsAsync(2, 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [Trait("Rule", "SESS-18")]
    public async Task Sequence_InTheBuffer_RepeatsFromThereInOrder(int next)
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        await session.AnswerPingsAsync(1, 5);

        await session.ReplaceAsync(RecoverableSession.Reconnected(next), "003806");

        for (int i = next; i <= 6; i++)
        {
            (await session.Connection.TakeAsync()).Should().Equal(0x06, (byte)i);
        }
    }

    [Theory]
    [InlineData(45)]
    [InlineData(303)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task Sequence_ThatCannotBeServed_ClosesTheSession(int next)
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        await session.AnswerPingsAsync(1, 300);
        Task ping = session.Session.Ping.PingServerAsync();
        await session.Connection.TakeAsync();

        string request = await session.LoseAsync(RecoverableSession.Reconnected(next));

        RecoverableSession.Position(request).Should().Be((46, 300));
        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>())
            .WithMessage("*was lost: cut, and the server misses messages that cannot be sent again*");
        session.Session.State.Should().BeSameAs(SessionState.CLOSE_FAILED);
        await session.Connection.Disposed.Within();
        session.Connection.TryTake().Should().BeNull();
    }

    [Fact]
    public async Task Calls_UnderWay_AreAnsweredOnTheNewConnection()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        Task<IPingDetails> received = session.Session.Ping.PingServerAsync();
        ClientRequest first = ClientRequest.Read(await session.Connection.TakeAsync());
        Task<IPingDetails> lost = session.Session.Ping.PingServerAsync();
        byte[] second = await session.Connection.TakeAsync();

        await session.ReplaceAsync(RecoverableSession.Reconnected(2));

        (await session.Connection.TakeAsync()).Should().Equal(second, "the server has not received it");
        (received.IsCompleted, lost.IsCompleted).Should().Be((false, false));
        session.Connection.Give(ClientRequest.Read(second).Answer());
        session.Connection.Give(first.Answer());
        await lost.Within();
        await received.Within();
    }

    [Fact]
    public async Task Topics_StayAsTheyWere_AndDeltasFit()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        RecordingStream<string> stream = new();
        session.Session.Topics.AddStream("?.*//", stream);
        session.Connection.Give(TopicFrames.Subscribed(7, "a", TopicFrames.Text));
        session.Connection.Give(TopicFrames.Value(7, TopicFrames.TextValue("Hello World")));
        (await stream.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'Hello World'");

        await session.ReplaceAsync(
            RecoverableSession.Reconnected(2), Convert.ToHexStringLower(TopicFrames.Delta(7, 0x00, 0x07, 0x45, (byte)'T', (byte)'h', (byte)'e', (byte)'r', (byte)'e')));

        (await stream.NextAsync(1)).Should().Equal("value a 'Hello World' -> 'Hello There'");
        stream.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Answers_GivenWithoutAConnection_AreSentOnTheNext()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(_patient));
        IResponder<string>? responder = null;
        RecordingRequestHandler<string, string> handler = new() { Answer = given => responder = given };
        session.Session.Messaging.SetRequestStream("s/t", handler);

        // 0x55, conversation 1, the path s/t and the text hi (SEC-56).
        session.Connection.Give("00550103732f7406737472696e6703626869");
        (await handler.NextAsync()).Should().Be("hi to s/t");
        session.Connection.End(new IOException("cut"));
        IReconnectionAttempt attempt = await _patient.NextAsync();
        responder!.Respond("ok");
        session.Connector.Accept(RecoverableSession.Reconnected(1));
        attempt.Start();

        RecoverableSession.Position(await session.NextRequestAsync()).Should().Be((1, 1), "what waits has no number yet");
        byte[] answer = await session.Connector.Last.TakeAsync();
        Convert.ToHexStringLower(answer).Should().Be("060106737472696e6703626f6b");
    }

    [Fact]
    [Trait("Rule", "SESS-32")]
    public async Task Pings_StayingAway_LoseTheConnectionAndNotTheSession()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(accepted: ScriptedSession.Accepted);
        ScriptedConnection first = session.Connection;
        ScriptedConnection second = session.Connector.Accept(GoldenVectors.Get("reconnect_response_105").Hex.Replace("00000002", "00000001", StringComparison.Ordinal));

        session.Clock.Advance(TimeSpan.FromSeconds(60));

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
        await first.Disposed.Within();

        // The new connection is watched as well.
        session.Connector.Accept(RecoverableSession.Reconnected(1));
        session.Clock.Advance(TimeSpan.FromSeconds(60));
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        await second.Disposed.Within();
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
    }

    [Fact]
    [Trait("Rule", "SESS-13")]
    public async Task Connection_EndedBetweenMessages_IsALossToo()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        session.Connector.Accept(RecoverableSession.Reconnected(1));

        session.Connection.End();

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
    }
}
