using System.Text;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>What a session says of itself when it comes back: as the official SDK does after the same history.</summary>
[Trait("Rule", "SESS-10")]
public sealed class ReconnectionRequestTests : LoggedTest
{
    [Fact]
    public async Task Request_AfterOneMessageEachWay_IsTheSdks()
    {
        await using RecoverableSession session =
            await RecoverableSession.OpenAsync(factory => factory.Principal("user").Password("password").ReconnectionTimeout(5000));
        await session.AnswerPingsAsync(1, 1);

        string request = await session.LoseAsync(RecoverableSession.Reconnected(2));

        request.Should().Be(Encoding.ASCII.GetString(GoldenVectors.Get("reconnect_request").Bytes));
    }

    [Fact]
    public async Task Request_NothingSentNorReceived_BeginsWithOneAndZero()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();

        (await PositionAsync(session)).Should().Be((1, 0));
    }

    [Fact]
    public async Task Request_After300Messages_OffersTheLast256()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        await session.AnswerPingsAsync(1, 300);

        (await PositionAsync(session)).Should().Be((45, 300));
    }

    [Fact]
    public async Task Request_CountsEveryKindOfMessage()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        foreach (byte[] message in new[] { TopicFrames.Subscribed(1, "a", TopicFrames.Text), TopicFrames.Value(1, TopicFrames.TextValue("x")), [0x1d], [0x06, 0x63] })
        {
            session.Connection.Give(message);
        }

        (await session.Connection.TakeAsync()).Should().Equal(0x06, 0x01);
        await session.AnswerPingsAsync(2, 1);

        (await PositionAsync(session)).Should().Be((1, 5));
    }

    [Theory]
    [InlineData(2000, 1500, 1)]
    [InlineData(2000, 2500, 11)]
    [InlineData(60_000, 50_000, 1)]
    [InlineData(60_000, 70_000, 11)]
    [Trait("Rule", "SESS-18")]
    public async Task Request_MessagesOlderThanTheReconnectTimeout_AreNotOffered(int timeout, int age, int expected)
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionTimeout(timeout));
        await session.AnswerPingsAsync(1, 10);

        session.Clock.Advance(TimeSpan.FromMilliseconds(age));

        (await PositionAsync(session)).Should().Be((expected, 10));
    }

    [Fact]
    [Trait("Rule", "SESS-18")]
    public async Task Request_AfterAReconnection_OffersNothingOfBefore()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        await session.AnswerPingsAsync(1, 5);

        await session.ReplaceAsync(RecoverableSession.Reconnected(3));
        foreach (byte repeated in new byte[] { 3, 4, 5 })
        {
            (await session.Connection.TakeAsync()).Should().Equal(0x06, repeated);
        }

        RecoverableSession.Position(await session.ReplaceAsync(RecoverableSession.Reconnected(3))).Should().Be((3, 5));
        await session.AnswerPingsAsync(6, 2);
        RecoverableSession.Position(await session.LoseAsync(RecoverableSession.Reconnected(5))).Should().Be((3, 7));
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Request_AfterMessageLoss_CountsAnew()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        await session.AnswerPingsAsync(1, 5);

        await session.ReplaceAsync(RecoverableSession.ReconnectedWithLoss);

        RecoverableSession.Position(await session.ReplaceAsync(RecoverableSession.Reconnected(1))).Should().Be((1, 0));
        await session.AnswerPingsAsync(1, 2);
        RecoverableSession.Position(await session.LoseAsync(RecoverableSession.Reconnected(3))).Should().Be((1, 2));
    }

    [Fact]
    [Trait("Rule", "SESS-11")]
    public async Task Request_AfterANewToken_HasIt()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        string renewed = RecoverableSession.Reconnected(1)
            .Replace(Convert.ToHexStringLower("token-0123456789ABCDEFGJ"u8), Convert.ToHexStringLower("abc+/=67890123456789wxyz"u8), StringComparison.Ordinal);

        (await session.ReplaceAsync(renewed)).Should().Contain("&c=token-0123456789ABCDEFGJ&cs=");

        (await session.LoseAsync(RecoverableSession.Reconnected(1))).Should().Contain("&c=abc%2B%2F%3D67890123456789wxyz&cs=");
        session.Session.SessionId.ToString().Should().Be("1122334455667788-0000000000000001");
    }

    [Fact]
    public async Task Request_OfEachAttempt_IsTheSame()
    {
        await using RecoverableSession session =
            await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(TestStrategy.Immediate()));
        await session.AnswerPingsAsync(1, 2);
        session.Connector.Refuse(new IOException("refused"));
        session.Connector.Accept().End();

        string first = await session.LoseAsync(RecoverableSession.Reconnected(3));

        RecoverableSession.Position(first).Should().Be((1, 2));
        (await session.NextRequestAsync()).Should().Be(first);
        (await session.NextRequestAsync()).Should().Be(first);
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
    }

    private static async Task<(int Cs, int Ss)> PositionAsync(RecoverableSession session) =>
        RecoverableSession.Position(await session.LoseAsync(RecoverableSession.Reconnected(1)));
}
