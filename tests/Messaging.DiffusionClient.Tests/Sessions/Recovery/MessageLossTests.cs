using Messaging.DiffusionClient.Tests.Requests;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.DiffusionClient.Tests.Streams;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>The server has the session still, but not all its messages: what is under way fails, the rest begins anew.</summary>
[Trait("Rule", "SESS-12")]
public sealed class MessageLossTests : LoggedTest
{
    [Fact]
    public async Task Answer_OfTheVector_RefreshesTheTopicsAndFailsTheRequests()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        RecordingStream<string> stream = new();
        session.Session.Topics.AddStream("?.*//", stream);
        session.Connection.Give(TopicFrames.Subscribed(7, "a", TopicFrames.Text));
        session.Connection.Give(TopicFrames.Value(7, TopicFrames.TextValue("old")));
        (await stream.NextAsync(2)).Should().Equal("subscribe a", "value a null -> 'old'");
        Task ping = session.Session.Ping.PingServerAsync();

        await session.ReplaceAsync(
            GoldenVectors.Get("reconnect_response_106_message_loss").Hex,
            Convert.ToHexStringLower(TopicFrames.Value(7, TopicFrames.TextValue("of nobody"))),
            Convert.ToHexStringLower(TopicFrames.Subscribed(7, "a", TopicFrames.Text)),
            Convert.ToHexStringLower(TopicFrames.Value(7, TopicFrames.TextValue("new"))));

        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionException>())
            .WithMessage("The ping failed: the peer is disconnected.*unknown.").Which.Reason.Should().Be(ErrorReason.COMMUNICATION_FAILURE);
        (await stream.NextAsync(3)).Should().Equal("unsubscribe a SUBSCRIPTION_REFRESH", "subscribe a", "value a null -> 'new'");
    }

    [Fact]
    public async Task Delta_AfterTheRefresh_DoesNotUseTheOldValue()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        RecordingStream<string> stream = new();
        session.Session.Topics.AddStream("?.*//", stream);
        session.Connection.Give(TopicFrames.Subscribed(7, "a", TopicFrames.Text));
        session.Connection.Give(TopicFrames.Value(7, TopicFrames.TextValue("old")));
        await stream.NextAsync(2);

        await session.ReplaceAsync(
            RecoverableSession.ReconnectedWithLoss,
            Convert.ToHexStringLower(TopicFrames.Subscribed(9, "a", TopicFrames.Text)),
            Convert.ToHexStringLower(TopicFrames.Value(9, TopicFrames.TextValue("xy"))),
            Convert.ToHexStringLower(TopicFrames.Delta(9, 0x41, 0x63, 0x01, 0x02, 0x41, (byte)'z')));

        // Insert 63, copy two bytes from the first, insert z.
        (await stream.NextAsync(4)).Should().Equal(
            "unsubscribe a SUBSCRIPTION_REFRESH", "subscribe a", "value a null -> 'xy'", "value a 'xy' -> 'xyz'");
    }

    [Fact]
    public async Task Stream_ThatThrowsDuringTheRefresh_DoesNotKeepTheOthersFromIt()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        RecordingStream<string> broken = new() { Before = call => _ = call.Kind == "unsubscribe" ? throw new InvalidOperationException("kaput") : 0 };
        RecordingStream<string> sound = new();
        session.Session.Topics.AddStream("?.*//", broken);
        session.Session.Topics.AddStream("?.*//", sound);
        session.Connection.Give(TopicFrames.Subscribed(1, "a", TopicFrames.Text));
        session.Connection.Give(TopicFrames.Subscribed(2, "b", TopicFrames.Text));
        (await sound.NextAsync(2)).Should().Equal("subscribe a", "subscribe b");

        await session.ReplaceAsync(RecoverableSession.ReconnectedWithLoss);

        (await sound.NextAsync(2)).Should().Equal("unsubscribe a SUBSCRIPTION_REFRESH", "unsubscribe b SUBSCRIPTION_REFRESH");
        (await broken.NextAsync(3)).Should().Equal("subscribe a", "subscribe b", "error 105: An application callback threw an exception");
    }

    [Fact]
    public async Task Requests_WaitingForRoom_FailAndAreNotSent()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Connection.HoldSends(gate.Task);
        Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => session.Session.TopicUpdate.SetAsync("a", new string('x', 1024 * 1024)))];

        await session.ReplaceAsync(RecoverableSession.ReconnectedWithLoss, "003801");

        foreach (Task call in calls)
        {
            await FluentActions.Awaiting(() => call.Within()).Should().ThrowAsync<SessionException>();
        }

        (await session.Connection.TakeAsync()).Should().Equal(0x06, 0x01);
        gate.SetResult();
    }

    [Fact]
    public async Task Requests_ToManySessions_EndWithAReport()
    {
        TaskCompletionSource<string> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RecoverableSession session = await RecoverableSession.OpenAsync(
            factory => factory.SessionErrorHandler((_, e) => reported.TrySetResult(e.Error.Message)));
        RecordingResponses<string> responses = new();
        Task<int> sending = session.Session.Messaging.SendRequestToFilterAsync("all", "p", "q", responses);
        session.Connection.Give(ClientRequest.Read(await session.Connection.TakeAsync()).Answer("0002"));
        (await sending.Within()).Should().Be(2);

        await session.ReplaceAsync(RecoverableSession.ReconnectedWithLoss);

        (await reported.Task.Within()).Should().Contain("1 requests to many sessions");
        responses.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Registrations_StayAndThoseUnderWayAreTakenBack()
    {
        await using RecoverableSession session = await RecoverableSession.OpenAsync();
        RecordingRequestHandler<string, string> stays = new() { Answer = responder => responder.Respond("ok") };
        Task<IRegistration> registering = session.Session.Messaging.AddRequestHandlerAsync("s/t", stays);
        session.Connection.Give(ClientRequest.Read(await session.Connection.TakeAsync()).Answer());
        await registering.Within();
        RecordingRequestHandler<string, string> unknown = new();
        Task<IRegistration> underWay = session.Session.Messaging.AddRequestHandlerAsync("u", unknown);
        await session.Connection.TakeAsync();

        await session.ReplaceAsync(RecoverableSession.ReconnectedWithLoss);

        await FluentActions.Awaiting(() => underWay.Within()).Should().ThrowAsync<SessionException>();
        (await unknown.NextAsync()).Should().Be("error 100");
        ClientRequest deregistration = ClientRequest.Read(await session.Connection.TakeAsync());
        (deregistration.Service, deregistration.Body).Should().Be((0x62, "580764656661756c74017500"));
        session.Connection.Give(deregistration.Answer());
        stays.TryNext().Should().BeNull();
    }
}
