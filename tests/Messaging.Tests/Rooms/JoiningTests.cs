using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms;

public sealed class JoiningTests : RoomTest
{
    [Fact]
    public async Task Join_NewRoom_AddsTheTopicAndSubscribes()
    {
        MessagingClient client = NewClient();

        IChatRoom room = await client.JoinAsync("lobby").Within();

        room.Name.Should().Be("lobby");
        room.TopicPath.Should().Be("Chat/lobby");
        room.Kind.Should().Be(RoomKind.Live);
        Server.Calls.Should().Equal("add Chat/lobby", "subscribe Chat/lobby");
        Server.Topics["Chat/lobby"].Description.Should().Be(TopicDescription.Json);
        client.Status.State.Should().Be(ConnectionState.Connected);
    }

    [Fact]
    public async Task Join_ListensBeforeItSubscribes()
    {
        int? listeners = null;
        Server.OnCall = (call, _) =>
        {
            listeners = call.StartsWith("subscribe", StringComparison.Ordinal) ? Server.Session.ListenerCount : listeners;
            return Task.CompletedTask;
        };

        await NewClient().JoinAsync("lobby").Within();

        listeners.Should().Be(1);
    }

    [Fact]
    public async Task Join_PrefixOfSeveralSegments_IsPartOfThePath()
    {
        IChatRoom room = await NewClient(o => o.TopicPrefix = "Apps/Chat 💬").JoinAsync("?x").Within();

        room.TopicPath.Should().Be("Apps/Chat 💬/?x");
    }

    [Fact]
    public async Task Join_JsonTopicWithOtherProperties_Works()
    {
        Server.Topics.Add("Chat/lobby", Topic("JSON", ("CONFLATION", "off")));

        IChatRoom room = await NewClient().JoinAsync("lobby").Within();

        await room.SendAsync("hi").Within();
        Server.Topics["Chat/lobby"].Json.Should().Contain("\"hi\"");
    }

    [Fact]
    public async Task Join_TopicOfAnotherType_FailsAndNamesBoth()
    {
        Server.Topics.Add("Chat/lobby", Topic("TIME_SERIES", ("TIME_SERIES_EVENT_VALUE_TYPE", "json")));
        MessagingClient client = NewClient();

        var error = (await client.Awaiting(c => c.JoinAsync("lobby").Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        error.IsTransient.Should().BeFalse();
        error.Message.Should().Contain("'Chat/lobby'")
            .And.Contain("JSON")
            .And.Contain("TIME_SERIES (TIME_SERIES_EVENT_VALUE_TYPE=json)");
    }

    [Fact]
    public async Task Join_NotPermittedToAddTheTopicThatIsThere_Works()
    {
        Server.Topics.Add("Chat/lobby", Topic("JSON"));
        Server.OnCall = Refuse("add", MessagingErrorCode.NotPermitted);

        await NewClient().JoinAsync("lobby").Within();

        Server.Calls.Should().Equal("add Chat/lobby", "describe Chat/lobby", "subscribe Chat/lobby");
    }

    [Fact]
    public async Task Join_NotPermittedToAddTheTopicThatIsMissing_Fails()
    {
        Server.OnCall = Refuse("add", MessagingErrorCode.NotPermitted);

        await NewClient().Awaiting(c => c.JoinAsync("lobby").Within())
            .Should().ThrowAsync<MessagingException>().Where(e => e.Code == MessagingErrorCode.NotPermitted);
        Server.Session.ListenerCount.Should().Be(0);
    }

    [Fact]
    public async Task Join_NotPermittedToLookEither_FailsWithTheFirstRefusal()
    {
        Server.OnCall = (call, _) => call.StartsWith("subscribe", StringComparison.Ordinal)
            ? Task.CompletedTask
            : throw new MessagingException(MessagingErrorCode.NotPermitted, $"refused: {call}");

        await NewClient().Awaiting(c => c.JoinAsync("lobby").Within())
            .Should().ThrowAsync<MessagingException>().WithMessage("refused: add Chat/lobby");
    }

    [Fact]
    public async Task Join_IllegalName_FailsBeforeItConnects()
    {
        MessagingClient client = NewClient();

        await client.Awaiting(c => c.JoinAsync("a/b")).Should().ThrowAsync<ArgumentException>().WithMessage("*'/'*topic path*");

        client.Status.State.Should().Be(ConnectionState.Disconnected);
        Server.Sessions.Should().BeEmpty();
    }

    [Fact]
    public async Task Join_SameRoomTwice_SharesOneSubscriptionUntilTheLastLeaves()
    {
        MessagingClient client = NewClient();
        IChatRoom first = await client.JoinAsync("lobby").Within();
        IChatRoom second = await client.JoinAsync("lobby").Within();
        Server.Calls.Should().Equal("add Chat/lobby", "subscribe Chat/lobby");
        await using StreamProbe<RoomEvent> reader = second.ReadAsync().Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());

        await first.LeaveAsync().Within();
        Server.Put("Chat/lobby", """{"text":"still here"}""");

        (await reader.NextAsync()).Text().Should().Be("still here");
        Server.Calls.Should().HaveCount(2);
        await second.LeaveAsync().Within();
        Server.Calls.Should().HaveCount(3).And.EndWith("unsubscribe Chat/lobby");
        Server.Session.ListenerCount.Should().Be(0);
        (await reader.EndsAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Join_WhileTheLastHandleIsLeft_IsSubscribedInTheEnd()
    {
        MessagingClient client = NewClient();
        IChatRoom first = await client.JoinAsync("lobby").Within();
        var unsubscribing = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        Server.OnCall = (call, _) =>
        {
            if (!call.StartsWith("unsubscribe", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            unsubscribing.SetResult();
            return answer.Task;
        };

        Task leaving = first.LeaveAsync();
        await unsubscribing.Task.Within();
        Task<IChatRoom> joining = client.JoinAsync("lobby");
        answer.SetResult();
        await leaving.Within();
        await joining.Within();

        Server.Session.Selections.Should().Equal("Chat/lobby");
        Server.Session.ListenerCount.Should().Be(1);
    }

    [Fact]
    public async Task Join_Cancelled_ThrowsItsTokenAndLeavesNothingBehind()
    {
        using var cancellation = new CancellationTokenSource();
        Server.OnCall = (call, token) =>
        {
            if (!call.StartsWith("subscribe", StringComparison.Ordinal))
            {
                return Task.CompletedTask;
            }

            cancellation.Cancel();
            return FakeServer.NeverAsync(token);
        };
        MessagingClient client = NewClient();

        var error = await client.Awaiting(c => c.JoinAsync("lobby", null, cancellation.Token).Within())
            .Should().ThrowAsync<OperationCanceledException>();

        error.Which.CancellationToken.Should().Be(cancellation.Token);
        await Log.WhenLoggedAsync("RoomLeft").Within();
        Server.Calls[^1].Should().Be("unsubscribe Chat/lobby");
        Server.Session.ListenerCount.Should().Be(0);
    }

    [Fact]
    public async Task Join_NoAnswerInTime_FailsWithTimeout()
    {
        Server.OnCall = (_, token) => FakeServer.NeverAsync(token);
        MessagingClient client = NewClient(o => o.RequestTimeout = TimeSpan.FromSeconds(3));

        Task<IChatRoom> joining = client.JoinAsync("lobby");
        await Time.PassUntilOverAsync(joining, TimeSpan.FromSeconds(3));

        var error = (await joining.Awaiting(j => j.Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.Timeout);
        error.IsTransient.Should().BeTrue();
        error.Message.Should().Contain("adding the topic 'Chat/lobby'").And.Contain("RequestTimeout");
    }

    private static FakeTopic Topic(string type, params (string Key, string Value)[] properties) =>
        new(new TopicDescription(type, properties.ToDictionary(p => p.Key, p => p.Value)));

    private static Func<string, CancellationToken, Task> Refuse(string verb, MessagingErrorCode code) =>
        (call, _) => call.StartsWith(verb, StringComparison.Ordinal)
            ? throw new MessagingException(code, $"refused: {call}")
            : Task.CompletedTask;
}
