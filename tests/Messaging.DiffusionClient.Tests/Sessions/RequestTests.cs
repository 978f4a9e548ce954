using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;

namespace Messaging.DiffusionClient.Tests.Sessions;

/// <summary>How requests end that get no good answer.</summary>
public sealed class RequestTests : LoggedTest
{
    [Fact]
    [Trait("Rule", "WIRE-28")]
    public async Task Request_Cancelled_EndsWithItsTokenAndIgnoresTheLateAnswer()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        Task subscribe = scripted.Session.Topics.SubscribeAsync("a", source.Token);
        ClientRequest request = await scripted.TakeRequestAsync();

        await source.CancelAsync();

        (await FluentActions.Awaiting(() => subscribe.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
        subscribe.IsCanceled.Should().BeTrue();
        scripted.Connection.Give(request.Answer());
        await AnswerPingAsync(scripted);
    }

    [Fact]
    public async Task Request_CancelledBefore_SendsNothing()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task cancelled = scripted.Session.Topics.SubscribeAsync("a", new CancellationToken(canceled: true));

        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        await AnswerPingAsync(scripted);
    }

    [Fact]
    public async Task Close_WithRequestsPending_FailsThem()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Task add = scripted.Session.TopicControl.AddTopicAsync("a/b", TopicType.JSON);
        Task ping = scripted.Session.Ping.PingServerAsync();

        await scripted.DisposeAsync();

        (await FluentActions.Awaiting(() => add.Within()).Should().ThrowAsync<SessionClosedException>())
            .WithMessage("Adding the topic 'a/b' failed: the session is closed, it was closed by this client.");
        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>())
            .Which.Reason.Should().Be(ErrorReason.SESSION_CLOSED);
        Task late = scripted.Session.Ping.PingServerAsync();
        await FluentActions.Awaiting(() => late).Should().ThrowAsync<SessionClosedException>();
    }

    [Fact]
    [Trait("Rule", "SESS-13")]
    public async Task Connection_LostWithoutReconnection_FailsPendingRequestsWithTheCause()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory.NoReconnection());
        Task ping = scripted.Session.Ping.PingServerAsync();

        scripted.Connection.End(new IOException("Connection reset by peer"));

        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>())
            .WithMessage("*the connection to ws://scripted:8080 was lost: Connection reset by peer*");
        await scripted.Session.Completion.Within();
        scripted.Session.State.Should().BeSameAs(SessionState.CLOSE_FAILED);
        await scripted.Connection.Disposed.Within();
    }

    /// <summary>Of many, the first has failed long before the last: whoever awaits it must not find a session that seems to be connected.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "SESS-13")]
    public async Task Failure_OfARequest_FindsTheStateThatItComesFrom(bool isClosedByClient)
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory.NoReconnection());
        Task<bool>[] closed = [.. Enumerable.Range(0, 5000).Select(_ => Task.Run(() => FindClosedAsync(scripted.Session)))];
        for (int i = 0; i < closed.Length; i++)
        {
            await scripted.TakeRequestAsync();
        }

        if (isClosedByClient)
        {
            scripted.Session.Close();
        }

        scripted.Connection.End(new IOException("cut"));

        (await Task.WhenAll(closed).Within()).Should().OnlyContain(isClosed => isClosed);
        await scripted.Session.Completion.Within();
    }

    [Fact]
    [Trait("Rule", "WIRE-29")]
    public async Task Answer_Unreadable_FailsItsRequestOnly()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Task remove = scripted.Session.TopicControl.RemoveTopicsAsync("a");
        ClientRequest request = await scripted.TakeRequestAsync();

        scripted.Connection.Give(request.Answer("ff"));

        (await FluentActions.Awaiting(() => remove.Within()).Should().ThrowAsync<SessionException>())
            .Which.Reason.Should().Be(ErrorReason.COMMUNICATION_FAILURE);
        await AnswerPingAsync(scripted);
    }

    [Fact]
    [Trait("Rule", "WIRE-24")]
    public async Task Error_WithoutItsCode_FailsItsRequestOnly()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Task remove = scripted.Session.TopicControl.RemoveTopicsAsync("a");
        ClientRequest request = await scripted.TakeRequestAsync();

        scripted.Connection.Give([0x07, (byte)request.Conversation, 0x01, 0x61]);

        (await FluentActions.Awaiting(() => remove.Within()).Should().ThrowAsync<SessionException>())
            .Which.Reason.Should().Be(ErrorReason.COMMUNICATION_FAILURE);
        await AnswerPingAsync(scripted);
    }

    [Fact]
    [Trait("Rule", "WIRE-27")]
    public async Task Notification_Malformed_IsRefused()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Connection.Give("00570901");

        byte[] answer = await scripted.Connection.TakeAsync();
        answer[..2].Should().Equal(0x07, 0x09);
        answer[^1].Should().Be(106);
        await AnswerPingAsync(scripted);
    }

    [Fact]
    public async Task Arguments_ThatCannotBeSent_AreRefusedAtOnce()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ClientSession session = scripted.Session;

        FluentActions.Invoking(() => { _ = session.TopicControl.AddTopicAsync("", TopicType.JSON); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = session.TopicControl.AddTopicAsync("a", TopicType.UNKNOWN); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = session.Topics.SubscribeAsync(""); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = session.Topics.SubscribeAsync((string?)null); }).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => { _ = session.TopicUpdate.SetAsync("a", 5); }).Should().Throw<ArgumentException>().WithMessage("*System.Int32*");
        FluentActions.Invoking(() => { _ = session.TopicUpdate.SetAsync<PushTechnology.ClientInterface.Data.JSON.IJSON?>("a", null); })
            .Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => { _ = session.Topics.FetchRequest.TopicTypes([]); }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => { _ = session.Topics.FetchRequest.First(-1); }).Should().Throw<ArgumentException>();
        scripted.Connection.TryTake().Should().BeNull();
    }

    private static async Task<bool> FindClosedAsync(ClientSession session)
    {
        try
        {
            await session.Ping.PingServerAsync();
            return false;
        }
        catch (SessionClosedException)
        {
            return session.State.Closed;
        }
    }

    /// <summary>The next message is this ping: nothing was sent before it, and the session lives.</summary>
    private static async Task AnswerPingAsync(ScriptedSession scripted)
    {
        Task ping = scripted.Session.Ping.PingServerAsync();
        ClientRequest request = await scripted.TakeRequestAsync();
        request.Service.Should().Be(0x38);
        scripted.Connection.Give(request.Answer());
        await ping.Within();
    }
}
