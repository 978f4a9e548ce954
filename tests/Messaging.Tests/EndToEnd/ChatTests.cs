using Messaging.LocalServer;
using Messaging.Tests.Fakes;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;

namespace Messaging.Tests.EndToEnd;

public sealed class ChatTests : ServerTest
{
    [Fact]
    public async Task Chat_TwoClients_ReadEachOther()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom ann = await NewClient(server.Url, o => (o.Principal, o.Password) = ("client", "password")).JoinAsync("lobby").Within();
        IChatRoom bob = await NewClient(server.Url, o => o.DisplayName = "Bob").JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> annReads = ann.ReadAsync().Probe();
        await using StreamProbe<RoomEvent> bobReads = bob.ReadAsync().Probe();
        (await annReads.NextAsync()).Should().Be(new CaughtUp());
        (await bobReads.NextAsync()).Should().Be(new CaughtUp());

        SendReceipt receipt = await ann.SendAsync("hello 👩‍👩‍👧 <b>ä</b>").Within();
        ChatMessage own = (await annReads.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;
        ChatMessage received = (await bobReads.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;

        own.Should().Be(new ChatMessage
        {
            Text = "hello 👩‍👩‍👧 <b>ä</b>", Name = "client", Timestamp = receipt.Timestamp, Id = receipt.Id, IsOwn = true,
        });
        received.Should().Be(own with { IsOwn = false });

        string longText = string.Concat(Enumerable.Repeat("long 🦊 ", 8192));
        await bob.SendAsync(longText).Within();
        (await annReads.NextAsync()).Text().Should().Be(longText);
        (await bobReads.NextAsync()).Text().Should().Be(longText);
    }

    [Fact]
    public async Task Chat_LateReader_StartsWithTheLastMessage()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom ann = await NewClient(server.Url).JoinAsync("lobby").Within();
        await ann.SendAsync("one").Within();
        await ann.SendAsync("two").Within();

        IChatRoom bob = await NewClient(server.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = bob.ReadAsync().Probe();

        (await reader.NextAsync()).Text().Should().Be("two");
        (await reader.NextAsync()).Should().Be(new CaughtUp());
    }

    [Fact]
    public async Task Chat_ManyMessagesWithoutWaiting_ArriveInOrder()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom ann = await NewClient(server.Url).JoinAsync("lobby").Within();
        IChatRoom bob = await NewClient(server.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = bob.ReadAsync().Probe();
        await reader.NextAsync();

        await Task.WhenAll(Enumerable.Range(1, 500).Select(i => ann.SendAsync($"{i}"))).Within();

        (await reader.NextAsync(500)).Select(e => e.Text()).Should().Equal(Enumerable.Range(1, 500).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData("?x")]
    [InlineData("*")]
    [InlineData("*.*")]
    [InlineData("#a")]
    [InlineData(">b")]
    [InlineData("?.*")]
    [InlineData("Default Room")]
    [InlineData("部屋 👩‍👩‍👧")]
    public async Task Chat_NameThatCouldBeASelector_IsOneRoom(string name)
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url);
        IChatRoom other = await client.JoinAsync("x").Within();
        await other.SendAsync("not for you").Within();
        IChatRoom room = await client.JoinAsync(name).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        (await reader.NextAsync()).Should().Be(new CaughtUp());

        await other.SendAsync("nor this").Within();
        await room.SendAsync("for you").Within();

        (await reader.NextAsync()).Text().Should().Be("for you");
        server.Statistics.Topics.Should().Be(2);
        server.Statistics.Subscriptions.Should().Be(2);
    }

    [Fact]
    public async Task Chat_OtherClientsValues_AreReadAsWhatTheyAre()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom room = await NewClient(server.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        ISession other = await OpenAsync(server);

        await SetAsync(other, "42");
        await SetAsync(other, """{"text":"hi","name":"JS","timestamp":"8:00:00 PM","mood":{"happy":true}}""");
        await SetAsync(other, """{"text":"hi","timestamp":1795464000123}""");

        (await reader.NextAsync()).Should().BeOfType<UnreadableMessage>().Which.RawJson.Should().Be("42");
        ChatMessage first = (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;
        first.RawTimestamp.Should().Be("8:00:00 PM");
        first.Extra["mood"].GetProperty("happy").GetBoolean().Should().BeTrue();
        (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Timestamp
            .Should().Be(DateTimeOffset.FromUnixTimeMilliseconds(1795464000123));
        other.Close();
    }

    [Fact]
    public async Task Chat_TopicRemoved_IsCreatedAgainByTheNextMessage()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom room = await NewClient(server.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        ISession other = await OpenAsync(server);

        (await other.TopicControl.RemoveTopicsAsync(">Chat/lobby")).RemovedCount.Should().Be(1);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => room.SendAsync($"{i}"))).Within();

        (await reader.NextAsync(20)).Select(e => e.Text()).Should().Equal(Enumerable.Range(1, 20).Select(i => $"{i}"));
        other.Close();
    }

    [Fact]
    public async Task Join_TopicOfAnotherType_FailsAndNamesBoth()
    {
        LocalDiffusionServer server = await StartServerAsync();
        ISession other = await OpenAsync(server);
        await other.TopicControl.AddTopicAsync("Chat/lobby", TopicType.STRING);

        var error = (await NewClient(server.Url).Awaiting(c => c.JoinAsync("lobby").Within())
            .Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        error.Message.Should().Contain("JSON").And.Contain("STRING");
        other.Close();
    }

    [Fact]
    public async Task Join_JsonTopicWithOtherProperties_Works()
    {
        LocalDiffusionServer server = await StartServerAsync();
        ISession other = await OpenAsync(server);
        await other.TopicControl.AddTopicAsync(
            "Chat/lobby", other.TopicControl.NewSpecification(TopicType.JSON).WithProperty("PUBLISH_VALUES_ONLY", "true"));

        IChatRoom room = await NewClient(server.Url).JoinAsync("lobby").Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await reader.NextAsync();
        await room.SendAsync("hi").Within();

        (await reader.NextAsync()).Text().Should().Be("hi");
        other.Close();
    }

    [Fact]
    public async Task Join_TwiceThenLeaveOnce_IsStillSubscribed()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url);
        IChatRoom first = await client.JoinAsync("lobby").Within();
        IChatRoom second = await client.JoinAsync("lobby").Within();
        server.Statistics.Selections.Should().Be(1);

        await first.LeaveAsync().Within();
        server.Statistics.Subscriptions.Should().Be(1);
        await second.LeaveAsync().Within();

        server.Statistics.Subscriptions.Should().Be(0);
        server.Statistics.Selections.Should().Be(0);
    }

    private static Task<ISession> OpenAsync(LocalDiffusionServer server) =>
        Diffusion.Sessions.Principal("control").Password("password").ConnectionTimeout(60_000).OpenAsync(server.Url.ToString()).Within();

    private static Task SetAsync(ISession session, string json) =>
        session.TopicUpdate.SetAsync("Chat/lobby", Diffusion.DataTypes.JSON.FromJSONString(json)).Within();
}
