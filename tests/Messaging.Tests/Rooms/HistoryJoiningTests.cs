using Messaging.Sessions;

namespace Messaging.Tests.Rooms;

public sealed class HistoryJoiningTests : HistoryReadingTest
{
    [Fact]
    public async Task Join_NewRoom_CreatesTheTopicOfTheTutorial()
    {
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        room.Kind.Should().Be(RoomKind.History);
        Server.Topics[Path].Description.Type.Should().Be("TIME_SERIES");
        Server.Topics[Path].Description.Properties.Should().Equal(
            new KeyValuePair<string, string>("TIME_SERIES_EVENT_VALUE_TYPE", "json"),
            new KeyValuePair<string, string>("TIME_SERIES_RETAINED_RANGE", "limit 100"),
            new KeyValuePair<string, string>("TIME_SERIES_SUBSCRIPTION_RANGE", "limit 100"));
    }

    [Fact]
    public async Task Join_NewRoomWithOtherRanges_CreatesItWithThem()
    {
        await NewClient().JoinAsync("lobby", History with { RetainedRange = "last 1d", SubscriptionRange = "LIMIT 20 last 1h" }).Within();

        Server.Topics[Path].Description.Properties.Values.Should().Equal("json", "last 1d", "LIMIT 20 last 1h");
    }

    [Fact]
    public async Task Join_RoomWithAnotherSpecification_Works()
    {
        AddRoom("limit 7", "last 5m");
        Post();
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();

        (await HistoryAsync(room.ReadAsync().Probe())).Should().Equal("0", "caught up");
        Server.Calls.Should().Equal($"add {Path}", $"describe {Path}", $"subscribe {Path}");
    }

    /// <summary>Some of the topics of other people begin a subscription with nothing, whatever they retain (TOPIC-82).</summary>
    [Fact]
    public async Task Join_RoomThatDeliversNothingFirst_StillKnowsWhereLiveBegins()
    {
        Server.Add(Path, new TopicDescription("TIME_SERIES", new Dictionary<string, string>
        {
            ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
            ["TIME_SERIES_RETAINED_RANGE"] = "limit 100",
            ["PUBLISH_VALUES_ONLY"] = "true",
        }));
        Post(20);
        IChatRoom room = await NewClient().JoinAsync("lobby", History).Within();
        await using StreamProbe<RoomEvent> live = room.ReadAsync(ReadFrom.LiveOnly).Probe();
        await using StreamProbe<RoomEvent> latest = room.ReadAsync(ReadFrom.Latest(3)).Probe();

        (await HistoryAsync(live)).Should().Equal("caught up");
        (await HistoryAsync(latest)).Should().Equal("17", "18", "19", "caught up");
        Post();

        (await WordsAsync(live, 1)).Should().Equal("20");
        (await WordsAsync(latest, 1)).Should().Equal("20");
    }

    [Theory]
    [InlineData("JSON", null, "JSON")]
    [InlineData("TIME_SERIES", "string", "TIME_SERIES (TIME_SERIES_EVENT_VALUE_TYPE=string)")]
    public async Task Join_TopicOfAnotherKind_FailsAndNamesBoth(string type, string? valueType, string described)
    {
        Server.Add(Path, new TopicDescription(
            type, valueType is null ? [] : new Dictionary<string, string> { ["TIME_SERIES_EVENT_VALUE_TYPE"] = valueType }));

        var error = (await NewClient().Awaiting(c => c.JoinAsync("lobby", History).Within()).Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        error.Message.Should().Contain("TIME_SERIES_EVENT_VALUE_TYPE=json").And.Contain($"is {described}.");
        Server.Session.ListenerCount.Should().Be(0);
    }

    [Theory]
    [InlineData(RoomKind.Live, RoomKind.History)]
    [InlineData(RoomKind.History, RoomKind.Live)]
    public async Task Join_SamePathAsAnotherKind_FailsAndDoesNotDisturbTheFirst(RoomKind first, RoomKind second)
    {
        MessagingClient client = NewClient();
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = first }).Within();
        await using StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);

        var error = (await client.Awaiting(c => c.JoinAsync("lobby", new RoomOptions { Kind = second }).Within())
            .Should().ThrowAsync<MessagingException>()).Which;

        error.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        error.Message.Should().Contain("RoomKind.Live").And.Contain("RoomKind.History");
        Server.Calls.Should().HaveCount(2);
        Server.Put(Path, """{"text":"undisturbed"}""");
        (await reader.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("undisturbed");
    }

    [Fact]
    public async Task Join_AnotherKindAfterLeaving_Works()
    {
        MessagingClient client = NewClient();
        await (await client.JoinAsync("lobby").Within()).LeaveAsync().Within();
        Server.Topics.Remove(Path);

        IChatRoom room = await client.JoinAsync("lobby", History).Within();

        room.Kind.Should().Be(RoomKind.History);
    }

    [Theory]
    [InlineData("limit 1")]
    [InlineData("LIMIT 100")]
    [InlineData(" limit  5 ")]
    [InlineData("last 10s")]
    [InlineData("last 500ms limit 5")]
    [InlineData("limit 5 last 2H")]
    [InlineData("last 3m")]
    [InlineData("last 30d")]
    public void RetainedRange_Legal_IsTaken(string range) =>
        (new RoomOptions { RetainedRange = range, SubscriptionRange = range }).RetainedRange.Should().Be(range);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("limit")]
    [InlineData("limit 0")]
    [InlineData("limit -1")]
    [InlineData("limit 1.5")]
    [InlineData("limit 99999999999999999999")]
    [InlineData("last 10")]
    [InlineData("last 10w")]
    [InlineData("limit 5 limit 6")]
    [InlineData("last 5s last 6s")]
    [InlineData("limit 5last 6s")]
    [InlineData("newest 5")]
    [InlineData(null)]
    public void RetainedRange_Illegal_IsRefusedByBothRanges(string? range)
    {
        FluentActions.Invoking(() => new RoomOptions { RetainedRange = range! })
            .Should().Throw<ArgumentException>().WithMessage($"'{range}' is no range expression*limit 100*");
        FluentActions.Invoking(() => new RoomOptions { SubscriptionRange = range! }).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Overflow_OfNoMeaning_IsRefused() =>
        FluentActions.Invoking(() => new RoomOptions { Overflow = (ReaderOverflow)9 }).Should().Throw<ArgumentOutOfRangeException>();
}
