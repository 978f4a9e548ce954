using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>What .NET sends, edits and removes in a room that remembers, seen by JavaScript.</summary>
public sealed class HistoryWritingTests : HistoryRoomTest
{
    public static TheoryData<string> Texts => SharedRoomTests.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Message_FromDotNet_IsALessonMessageToJavaScript(string text)
    {
        (JsSession js, JsStream page) = await JoinLikeLesson2Async();
        JsStream series = await js.AddStreamAsync(Path, "timeseries(json)");
        await series.NextAsync("subscribe");
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync("Ada 😀");

        SendReceipt receipt = await room.SendAsync(text).Within();

        JsonElement printed = await page.NextValueAsync();
        Print(printed).Should().EndWith($" Ada 😀: {text}");
        printed.GetProperty("id").GetString().Should().Be(receipt.Id.Value);
        JsSeriesEvent seen = await series.NextSeriesEventAsync();
        seen.IsEdit.Should().BeFalse();
        seen.Metadata.Should().Be(Same(receipt.Event), "the receipt has the server's sequence, time and author to the last digit");
        seen.Metadata.Author.Should().Be(User);
        (await NextMessageAsync(events)).Should().Match<ChatMessage>(message => message.IsOwn && message.Event == receipt.Event);
    }

    [Fact]
    public async Task Room_ThatDotNetMakes_IsThatOfTheLesson()
    {
        (IChatRoom room, _) = await JoinEmptyHistoryAsync();
        SendReceipt sent = await room.SendAsync("first").Within();

        JsSession js = await JoinServerAsync();
        bool isNew = await js.AddTopicAsync(Path, "TIME_SERIES", Lesson2Properties());
        JsStream messages = await js.AddStreamAsync(Path, "timeseries(json)");
        await js.SelectAsync(Path);

        isNew.Should().BeFalse("it is there with the very specification of the lesson");
        await messages.NextAsync("subscribe");
        (await messages.NextSeriesEventAsync()).Metadata.Should().Be(Same(sent.Event));
    }

    [Fact]
    public async Task Edit_ByDotNetOfAJavaScriptMessage_KeepsWhatElseIsInIt()
    {
        (JsSession js, JsStream page) = await JoinLikeLesson2Async();
        JsStream series = await js.AddStreamAsync(Path, "timeseries(json)");
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();
        JsonObject sent = Lesson1Message("helo", "Lesson");
        sent["mood"] = new JsonArray("good", 5, 0.25, new JsonObject { ["😀"] = null });
        JsMetadata original = await js.AppendAsync(Path, sent);
        await NextMessageAsync(events);

        EventMetadata edit = await room.EditAsync(original.Sequence, "hello").Within();

        await series.NextAsync("subscribe");
        await series.NextSeriesEventAsync();
        JsSeriesEvent seen = await series.NextSeriesEventAsync();
        (seen.IsEdit, seen.Original, seen.Metadata).Should().Be((true, original, Same(edit)!));
        sent["text"] = "hello";
        JsonNode.DeepEquals(JsonNode.Parse(seen.Value.GetRawText()), sent).Should().BeTrue("{0} should be {1}", seen.Value, sent);
        (await page.Events.NextValuesAsync(2)).Select(Print).Should().Equal(
            "11/23/2026, 8:00:00 PM Lesson: helo", "11/23/2026, 8:00:00 PM Lesson: hello");
        ChatMessage edited = (await events.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message;
        (Same(edited.Event), edited.Edit, edited.Text).Should().Be((original, edit, "hello"));
    }

    [Fact]
    public async Task Removal_ByDotNet_IsAnEmptyLineToJavaScript()
    {
        (JsSession js, JsStream page) = await JoinLikeLesson2Async();
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();
        JsMetadata original = await js.AppendAsync(Path, Lesson1Message("regretted", "Lesson"));
        SendReceipt own = await room.SendAsync("regretted, too").Within();
        await events.NextAsync(2);

        EventMetadata first = await room.RemoveAsync(original.Sequence).Within();
        EventMetadata second = await room.RemoveAsync(own.Event!.Sequence).Within();

        JsonElement[] printed = [.. await page.Events.NextValuesAsync(4)];
        Print(printed[2]).Should().Be("11/23/2026, 8:00:00 PM Lesson: ");
        Print(printed[3]).Should().EndWith(" Ada: ").And.StartWith(printed[1].GetProperty("timestamp").GetString());
        printed[3].GetProperty("id").GetString().Should().Be(own.Id.Value);
        JsQueryResult now = await js.QueryAsync(Path, ["as", "json"]);
        now.Events.Select(seen => (seen.Original, seen.Metadata)).Should().Equal((original, Same(first)!), (Same(own.Event)!, Same(second)!));
        now.Events.Should().OnlyContain(seen => seen.Value.GetProperty("text").GetString() == "" && seen.Value.GetProperty("removed").GetBoolean());
        (await events.NextAsync(2)).Should().Equal(
            new MessageRemoved(Metadata(original), first), new MessageRemoved(own.Event, second));
    }

    [Fact]
    public async Task Edit_OfWhatJavaScriptRemoved_FindsNoMessage()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        JsMetadata original = await js.AppendAsync(Path, Lesson1Message("regretted", "Lesson"));
        JsonObject tombstone = Lesson1Message("", "Lesson");
        tombstone["removed"] = true;
        await js.EditAsync(Path, original.Sequence, tombstone);
        (IChatRoom room, _) = await JoinHistoryAsync();

        Func<Task> editing = () => room.EditAsync(original.Sequence, "back").Within();

        (await editing.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
        (await js.QueryAsync(Path, ["forEdits"])).Sequences.Should().Equal(0, 1);
    }

    [Fact]
    public async Task SecondTry_WithTheSameId_IsOneEventToJavaScript()
    {
        (JsSession js, JsStream page) = await JoinLikeLesson2Async();
        (IChatRoom room, _) = await JoinEmptyHistoryAsync();
        SendOptions options = new() { Id = new MessageId("the same") };

        SendReceipt first = await room.SendAsync("once", options).Within();
        SendReceipt second = await (await CreateClient("Ada").JoinAsync(Room, History).Within()).SendAsync("once", options).Within();

        (first.WasDuplicate, second.WasDuplicate).Should().Be((false, true));
        second.Event.Should().Be(first.Event);
        (await page.NextValueAsync()).GetProperty("id").GetString().Should().Be("the same");
        (await js.QueryAsync(Path)).Sequences.Should().Equal(0);
    }

    [Fact]
    public async Task History_OfARoomThatBothWrote_IsThatOfAJavaScriptQuery()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        (IChatRoom room, _) = await JoinEmptyHistoryAsync();
        for (int i = 0; i < 20; i++)
        {
            await (i % 2 == 0 ? js.AppendAsync(Path, Lesson1Message($"{i}", "Lesson")) : (Task)room.SendAsync($"{i}").Within());
        }

        await room.EditAsync(4, "edited by .NET").Within();
        await js.EditAsync(Path, 7, Lesson1Message("edited by JavaScript", "Lesson"));
        JsSeriesEvent[] expected = [.. (await js.QueryAsync(Path, ["as", "json"])).Events];

        var forwards = new List<ChatMessage>();
        await foreach (HistoryPage page in room.History.Earliest().AsPages(pageSize: 6))
        {
            page.Messages.Count.Should().BeLessThanOrEqualTo(6);
            forwards.AddRange(page.Messages);
        }

        forwards.Select(Plain).Should().Equal(expected.Select(Plain));
        var backwards = new List<ChatMessage>();
        await foreach (ChatMessage message in room.History.Latest())
        {
            backwards.Add(message);
        }

        backwards.OrderBy(message => message.Event!.Sequence).Select(Plain).Should().Equal(expected.Select(Plain));
    }

    [Fact]
    public async Task EditTrail_OfAMessageThatBothEdited_IsThatOfAJavaScriptQuery()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        (IChatRoom room, _) = await JoinEmptyHistoryAsync();
        await js.AppendAsync(Path, Lesson1Message("one", "Lesson"));
        await room.SendAsync("another").Within();
        await room.EditAsync(0, "two").Within();
        await js.EditAsync(Path, 0, Lesson1Message("three", "Lesson"));
        await room.RemoveAsync(0).Within();

        IReadOnlyList<RoomEvent> trail = await room.History.GetEditTrailAsync(0).Within();

        (await js.QueryAsync(Path, ["forEdits"], ["from", 0], ["to", 0])).Sequences.Should().Equal(0, 2, 3, 4);
        trail.Select(step => step switch
        {
            MessagePosted posted => (posted.Message.Text, posted.Message.Event!.Sequence),
            MessageEdited edited => (edited.Message.Text, edited.Message.Edit!.Sequence),
            MessageRemoved removed => ("removed", removed.Removal.Sequence),
            _ => ("?", -1L),
        }).Should().Equal(("one", 0), ("two", 2), ("three", 3), ("removed", 4));
    }

    private static EventMetadata Metadata(JsMetadata metadata) =>
        new(metadata.Sequence, DateTimeOffset.FromUnixTimeMilliseconds(metadata.Timestamp), metadata.Author);

    private static (string Text, JsMetadata? Original, JsMetadata? Latest) Plain(ChatMessage message) =>
        (message.Text, Same(message.Event), Same(message.Edit ?? message.Event));

    private static (string Text, JsMetadata? Original, JsMetadata? Latest) Plain(JsSeriesEvent seen) =>
        (seen.Value.GetProperty("text").GetString()!, seen.Original, seen.Metadata);
}
