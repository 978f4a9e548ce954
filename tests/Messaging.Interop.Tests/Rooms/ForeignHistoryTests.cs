using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>Rooms that JavaScript made with another specification than ours.</summary>
public sealed class ForeignHistoryTests : HistoryRoomTest
{
    /// <summary>Ranges that are not ours: retained, subscription.</summary>
    public static TheoryData<string?, string?> Ranges => new()
    {
        { null, null },
        { "limit 100", null },
        { "limit 1000", "limit 3" },
        { "LIMIT 50", "last 1h" },
        { "last 1h limit 20", "limit 20 last 1h" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public async Task Room_WithOtherRanges_IsJoinedAndReadToItsBeginning(string? retained, string? subscription)
    {
        const int count = 8;
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(Path, "TIME_SERIES", Properties("json", retained, subscription));
        for (int i = 0; i < count; i++)
        {
            await js.AppendAsync(Path, Lesson1Message($"{i}", "Lesson"));
        }

        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinHistoryAsync(from: ReadFrom.Latest(100));

        for (int i = 0; i < count; i++)
        {
            (await NextMessageAsync(events)).Text.Should().Be($"{i}");
        }

        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        await room.SendAsync("live").Within();
        (await NextMessageAsync(events)).Text.Should().Be("live");
        await js.AppendAsync(Path, Lesson1Message("and back", "Lesson"));
        (await NextMessageAsync(events)).Text.Should().Be("and back");
    }

    /// <summary>A subscription to such a topic begins with nothing, so that what is there comes with the first live event.</summary>
    [Fact]
    public async Task Room_ThatPublishesValuesOnly_IsReadWithoutAHole()
    {
        JsSession js = await JoinServerAsync();
        JsonObject properties = Properties("json", "limit 100", null);
        properties["PUBLISH_VALUES_ONLY"] = "true";
        await js.AddTopicAsync(Path, "TIME_SERIES", properties);
        await js.AppendAsync(Path, Lesson1Message("before", "Lesson"));
        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();
        Task<RoomEvent> first = events.NextAsync();

        await js.AppendAsync(Path, Lesson1Message("after", "Lesson"));

        RoomEvent[] seen = [await first, .. await events.NextAsync(2)];
        seen.OfType<MessagePosted>().Select(posted => posted.Message.Text).Should().Equal("before", "after");
        seen.OfType<CaughtUp>().Should().ContainSingle();
    }

    [Fact]
    public async Task Room_ThatRetainsLittle_SaysWhatIsLost()
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(Path, "TIME_SERIES", Properties("json", "limit 3", "limit 3"));
        await js.AppendAsync(Path, Lesson1Message("first", "Lesson"));
        await js.AppendAsync(Path, Lesson1Message("second", "Lesson"));
        await js.EditAsync(Path, 0, Lesson1Message("first, edited", "Lesson"));
        JsMetadata edit = await js.EditAsync(Path, 1, Lesson1Message("second, edited", "Lesson"));

        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinHistoryAsync(from: ReadFrom.FromSequence(0));
        Func<Task> editing = () => room.EditAsync(0, "too late").Within();

        Gap gap = (await events.NextAsync()).Should().BeOfType<Gap>().Subject;
        (gap.Reason, gap.Before).Should().Be((GapReason.NotRetained, 1));
        (await NextMessageAsync(events)).Should().Match<ChatMessage>(message =>
            message.Text == "second, edited" && message.Event!.Sequence == 1 && message.Edit!.Sequence == edit.Sequence);
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        (await editing.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
    }

    [Theory]
    [InlineData("string")]
    [InlineData("double")]
    [InlineData("binary")]
    public async Task Room_WhoseEventsAreNotJson_CannotBeJoined(string type)
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(Path, "TIME_SERIES", Properties(type, "limit 100", "limit 100"));

        MessagingException refusal = await ShouldNotJoinAsync(History);

        refusal.Message.Should().Contain("json").And.Contain(type).And.Contain(Path);
    }

    [Theory]
    [InlineData("JSON")]
    [InlineData("STRING")]
    public async Task Room_WhoseTopicIsNoTimeSeries_CannotBeJoined(string type)
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(Path, type);

        MessagingException refusal = await ShouldNotJoinAsync(History);

        refusal.Message.Should().Contain("TIME_SERIES").And.Contain(type).And.Contain(Path);
    }

    [Fact]
    public async Task Room_ThatRemembers_CannotBeJoinedAsALiveOne()
    {
        await JoinLikeLesson2Async();

        MessagingException refusal = await ShouldNotJoinAsync(new RoomOptions { Kind = RoomKind.Live });

        refusal.Message.Should().Contain("TIME_SERIES").And.Contain("JSON");
    }

    private static JsonObject Properties(string type, string? retained, string? subscription)
    {
        JsonObject properties = new() { ["TIME_SERIES_EVENT_VALUE_TYPE"] = type };
        if (retained is not null)
        {
            properties["TIME_SERIES_RETAINED_RANGE"] = retained;
        }

        if (subscription is not null)
        {
            properties["TIME_SERIES_SUBSCRIPTION_RANGE"] = subscription;
        }

        return properties;
    }

    private async Task<MessagingException> ShouldNotJoinAsync(RoomOptions options)
    {
        Func<Task> joining = () => CreateClient("Ada").JoinAsync(Room, options).Within();
        MessagingException refusal = (await joining.Should().ThrowAsync<MessagingException>()).Which;
        refusal.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
        return refusal;
    }
}
