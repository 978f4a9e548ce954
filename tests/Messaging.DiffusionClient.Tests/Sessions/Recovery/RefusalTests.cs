using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>Servers that do not have the session any more, or are none.</summary>
[Trait("Rule", "SESS-05, SESS-19")]
public sealed class RefusalTests : LoggedTest
{
    public static TheoryData<string> Refusals =>
        [.. GoldenVectors.Topics.Where(vector => Covered(vector.Name) && !vector.Name.Contains("response_10", StringComparison.Ordinal)).Select(vector => vector.Hex), "231d66", "231d6f", "231d00", "231d"];

    [Theory]
    [MemberData(nameof(Refusals))]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("23")]
    [InlineData("231c69")]
    [InlineData("231d69")]
    [InlineData("231d69112233445566778800000000000000")]
    [InlineData("231d6411223344556677880000000000000001746f6b656e2d30313233343536373839414243444546474a00000000000000007fffffff")]
    public async Task Answer_ThatIsNoReconnection_ClosesTheSessionAtOnce(string answer)
    {
        TestStrategy strategy = TestStrategy.Immediate();
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        Task ping = session.Session.Ping.PingServerAsync();

        await session.LoseAsync(answer);

        SessionClosedException failure = (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>()).Which;
        failure.Message.Should().Contain("ws://scripted:8080 was lost: cut, and the server");
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSE_FAILED");
        await session.Session.Completion.Within();
        await session.Connection.Disposed.Within();
        strategy.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Attempt_ThatFails_IsFollowedByAnother()
    {
        TestStrategy strategy = TestStrategy.Immediate();
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        session.Connector.Refuse(new IOException("the server answered the WebSocket upgrade with the HTTP status 503"));
        session.Connector.Accept().End();
        session.Connector.Accept().End(new IOException("reset"));

        await session.ReplaceAsync(RecoverableSession.Reconnected(1));

        strategy.Asked.Should().Be(4);
        await session.AnswerPingsAsync(1, 1);
    }

    [Fact]
    public async Task Attempt_WithoutAnAnswer_EndsAfterTheConnectionTimeout()
    {
        TestStrategy strategy = TestStrategy.Immediate();
        await using RecoverableSession session = await RecoverableSession.OpenAsync(
            factory => factory.ConnectionTimeout(1234).ReconnectionStrategy(strategy));
        ScriptedConnection silent = session.Connector.Accept();

        await session.LoseAsync(RecoverableSession.Reconnected(1));
        await session.Clock.TimerAsync(TimeSpan.FromMilliseconds(1234));
        session.Clock.Advance(TimeSpan.FromMilliseconds(1234));

        await silent.Disposed.Within();
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
    }

    [Fact]
    public async Task Attempt_FailingInAWayNobodyThoughtOf_ClosesTheSession()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        session.Connector.Refuse(new NotSupportedException("kaput"));

        session.Connection.End(new IOException("cut"));

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSE_FAILED");
    }

    [Theory]
    [InlineData("01")]
    [InlineData("")]
    [Trait("Rule", "WIRE-20, WIRE-21")]
    public async Task Message_ThatTheProtocolDoesNotHave_IsNoReasonToReconnect(string message)
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();

        session.Connection.Give(message);

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> CLOSE_FAILED");
        await session.Session.Completion.Within();
        session.Connector.Targets.Should().ContainSingle();
    }

    internal static IEnumerable<string> Covered() => GoldenVectors.Topics.Select(vector => vector.Name).Where(Covered);

    private static bool Covered(string name) => name.StartsWith("reconnect_re", StringComparison.Ordinal);
}
