using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>What JavaScript puts in a room that remembers, read by .NET.</summary>
public sealed class SharedHistoryTests : HistoryRoomTest
{
    private const int Megabyte = 1024 * 1024;

    public static TheoryData<string> Texts => SharedRoomTests.Texts;

    /// <summary>What other clients may append though it is no message.</summary>
    public static TheoryData<string> NoMessages => new()
    {
        "42", "-0.5", "true", "\"just a text\"", "[]", "[{\"text\":\"hello\"}]", "{}",
        """{"text":5}""", """{"text":null}""", """{"message":"hello"}""", """{"name":"Bob","timestamp":"8:00"}""",
        """{"nested":{"text":"hello","deeper":{"text":"hello"}}}""", """{"removed":true}""",
        new string('[', 60) + new string(']', 60),
        new string('[', 60) + "\"" + new string('x', Megabyte) + "\"" + new string(']', 60),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Message_FromJavaScript_IsAMessageWithItsSequenceAndAuthor(string text)
    {
        (_, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();
        (JsSession js, _) = await JoinLikeLesson2Async();

        JsMetadata appended = await js.AppendAsync(Path, Lesson1Message(text, "Lesson 😀"));

        ChatMessage message = await NextMessageAsync(events);
        message.Text.Should().Be(text);
        message.Name.Should().Be("Lesson 😀");
        message.RawTimestamp.Should().Be("11/23/2026, 8:00:00 PM", "a local time without a zone is no instant");
        Same(message.Event).Should().Be(appended);
        message.Event!.Author.Should().Be(User);
        message.Edit.Should().BeNull();
        message.IsOwn.Should().BeFalse();
    }

    [Fact]
    public async Task Message_ThatJavaScriptSetsInsteadOfAppending_IsAMessage()
    {
        (_, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();
        (JsSession js, _) = await JoinLikeLesson2Async();

        await js.SetAsync(Path, "json", Lesson1Message("set", "Lesson"));

        (await NextMessageAsync(events)).Should().Match<ChatMessage>(message => message.Text == "set" && message.Event!.Sequence == 0);
    }

    [Fact]
    public async Task History_OfAJavaScriptRoom_ComesBeforeTheLiveMarker()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        var appended = new List<JsMetadata>();
        for (int i = 0; i < 5; i++)
        {
            appended.Add(await js.AppendAsync(Path, Lesson1Message($"{i}", "Lesson"), timestamp: 1_700_000_000_000 + i));
        }

        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();

        foreach (JsMetadata metadata in appended)
        {
            ChatMessage message = await NextMessageAsync(events);
            message.Text.Should().Be($"{metadata.Sequence}");
            Same(message.Event).Should().Be(metadata);
        }

        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        await js.AppendAsync(Path, Lesson1Message("live", "Lesson"));
        (await NextMessageAsync(events)).Text.Should().Be("live");
    }

    [Fact]
    public async Task Message_OfAnAnonymousJavaScriptSession_HasAnEmptyAuthor()
    {
        (_, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();
        JsSession nobody = Own(await JsSession.ConnectAsync(Url));

        await nobody.AppendAsync(Path, Lesson1Message("hello", "I say who I am"));

        ChatMessage message = await NextMessageAsync(events);
        message.Event!.Author.Should().BeEmpty();
        message.Name.Should().Be("I say who I am");
    }

    [Fact]
    public async Task Edit_ByJavaScript_IsAnEditedMessage()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        JsMetadata original = await js.AppendAsync(Path, Lesson1Message("helo", "Lesson"));
        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();
        (await NextMessageAsync(events)).Text.Should().Be("helo");
        await events.NextAsync();

        JsMetadata edit = await js.EditAsync(Path, original.Sequence, Lesson1Message("hello", "Lesson"));

        ChatMessage edited = (await events.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message;
        edited.Text.Should().Be("hello");
        (Same(edited.Event), Same(edited.Edit)).Should().Be((original, edit));
        (_, StreamProbe<RoomEvent> later) = await JoinHistoryAsync("Bob");
        ChatMessage asHistory = await NextMessageAsync(later);
        asHistory.Text.Should().Be("hello");
        (Same(asHistory.Event), Same(asHistory.Edit)).Should().Be((original, edit));
        (await later.NextAsync()).Should().BeOfType<CaughtUp>();
    }

    [Fact]
    public async Task Tombstone_ByJavaScript_IsARemovedMessage()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        JsMetadata original = await js.AppendAsync(Path, Lesson1Message("regretted", "Lesson"));
        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();
        await NextMessageAsync(events);
        await events.NextAsync();
        JsonObject tombstone = Lesson1Message("", "Lesson");
        tombstone["removed"] = true;

        JsMetadata removal = await js.EditAsync(Path, original.Sequence, tombstone);

        foreach (StreamProbe<RoomEvent> reader in new[] { events, (await JoinHistoryAsync("Bob")).Events })
        {
            MessageRemoved removed = (await reader.NextAsync()).Should().BeOfType<MessageRemoved>().Subject;
            (Same(removed.Event), Same(removed.Removal)).Should().Be((original, removal));
        }
    }

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task Event_ThatIsNoMessage_IsShownAsWhatItIsLiveAndInHistory(string value)
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();

        JsMetadata appended = await js.AppendAsync(Path, Json(value));
        await js.AppendAsync(Path, Lesson1Message("hello", "Lesson"));

        foreach (StreamProbe<RoomEvent> reader in new[] { events, (await JoinHistoryAsync("Bob")).Events })
        {
            UnreadableMessage unreadable = (await reader.NextAsync()).Should().BeOfType<UnreadableMessage>().Subject;
            JsonNode.DeepEquals(JsonNode.Parse(unreadable.RawJson), Json(value)).Should().BeTrue();
            unreadable.Problem.Should().NotBeEmpty();
            (Same(unreadable.Event), unreadable.Edit).Should().Be((appended, null));
            (await NextMessageAsync(reader)).Text.Should().Be("hello");
        }

        await room.SendAsync("still here").Within();
        (await NextMessageAsync(events)).Should().Match<ChatMessage>(message => message.Text == "still here" && message.IsOwn);
    }

    [Fact]
    public async Task Event_ThatIsNull_IsShownAsWhatItIs()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        (_, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();

        // The SDK refuses to append null, but not to set it.
        await js.SetAsync(Path, "json", null);
        await js.AppendAsync(Path, Lesson1Message("hello", "Lesson"));

        (await events.NextAsync()).Should().BeOfType<UnreadableMessage>().Which.RawJson.Should().Be("null");
        (await NextMessageAsync(events)).Event!.Sequence.Should().Be(1);
    }

    [Fact]
    public async Task Edit_ThatMakesAMessageUnreadable_IsShownAsSuch()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        JsMetadata original = await js.AppendAsync(Path, Lesson1Message("hello", "Lesson"));
        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();
        await NextMessageAsync(events);
        await events.NextAsync();

        JsMetadata broken = await js.EditAsync(Path, original.Sequence, 42);
        JsMetadata mended = await js.EditAsync(Path, original.Sequence, Lesson1Message("hello again", "Lesson"));

        UnreadableMessage unreadable = (await events.NextAsync()).Should().BeOfType<UnreadableMessage>().Subject;
        unreadable.RawJson.Should().Be("42");
        (Same(unreadable.Event), Same(unreadable.Edit)).Should().Be((original, broken));
        ChatMessage edited = (await events.NextAsync()).Should().BeOfType<MessageEdited>().Which.Message;
        (edited.Text, Same(edited.Edit)).Should().Be(("hello again", mended));
    }

    [Fact]
    public async Task Message_OfAMegabyte_IsAMessage()
    {
        string text = string.Concat(Enumerable.Repeat(LongTexts.Of64Kilobytes(), 16));
        (JsSession js, _) = await JoinLikeLesson2Async();
        (_, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();

        await js.AppendAsync(Path, Lesson1Message(text, "Lesson"));
        await js.AppendAsync(Path, Lesson1Message("short", "Lesson"));

        ((await NextMessageAsync(events)).Text == text).Should().BeTrue("a long text arrives whole");
        (await NextMessageAsync(events)).Text.Should().Be("short");
    }

    /// <summary>Any client that may append chooses its timestamps, and those of a series never go back.</summary>
    [Theory]
    [InlineData(-62_135_596_800_001, "before the year 1")]
    [InlineData(253_402_300_799_999, "the last millisecond of the year 9999")]
    [InlineData(253_402_300_800_000, "beyond what .NET has a date for")]
    [InlineData(9_007_199_254_740_991, "the greatest number of JavaScript")]
    public async Task Message_WithATimeFarAway_IsAMessage(long timestamp, string because)
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync();

        await js.AppendAsync(Path, Lesson1Message("from far away", "Lesson"), timestamp: timestamp);
        await js.AppendAsync(Path, Lesson1Message("hello", "Lesson"));

        (await NextMessageAsync(events)).Text.Should().Be("from far away", because);
        (await NextMessageAsync(events)).Text.Should().Be("hello", because);
        SendReceipt receipt = await room.SendAsync("still here").Within();
        receipt.Event!.Sequence.Should().Be(2);
        (await NextMessageAsync(events)).Event.Should().Be(receipt.Event);
        (_, StreamProbe<RoomEvent> later) = await JoinHistoryAsync("Bob");
        (await later.NextAsync(4)).Select(seen => seen.GetType().Name)
            .Should().Equal(nameof(MessagePosted), nameof(MessagePosted), nameof(MessagePosted), nameof(CaughtUp));
    }

    [Theory]
    [InlineData("sequence")]
    [InlineData("time")]
    [InlineData("count")]
    public async Task History_FromAPlaceInIt_BeginsThere(string by)
    {
        const long start = 1_700_000_000_000;
        (JsSession js, _) = await JoinLikeLesson2Async();
        for (int i = 0; i < 10; i++)
        {
            await js.AppendAsync(Path, Lesson1Message($"{i}", "Lesson"), timestamp: start + (1000 * i));
        }

        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync(from: by switch
        {
            "sequence" => ReadFrom.FromSequence(7),
            "time" => ReadFrom.FromTime(DateTimeOffset.FromUnixTimeMilliseconds(start + 6001)),
            _ => ReadFrom.Latest(3),
        });

        (await events.NextAsync(3)).OfType<MessagePosted>().Select(posted => posted.Message.Text).Should().Equal("7", "8", "9");
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
    }

    [Fact]
    public async Task ManyMessages_FromBothSidesAtOnce_AreInOneOrderForAll()
    {
        const int each = 300;
        (JsSession js, JsStream messages) = await JoinLikeLesson2Async();
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinEmptyHistoryAsync(".NET");

        Task fromJavaScript = Task.WhenAll(Enumerable.Range(0, each).Select(i => js.AppendAsync(Path, Lesson1Message($"{i}", "JS"))));
        Task fromDotNet = Task.WhenAll(Enumerable.Range(0, each).Select(i => room.SendAsync($"{i}")));
        await Task.WhenAll(fromJavaScript, fromDotNet).Within();

        var seenByDotNet = new List<(string? Sender, string Text)>();
        while (seenByDotNet.Count < 2 * each)
        {
            ChatMessage message = await NextMessageAsync(events);
            message.Event!.Sequence.Should().Be(seenByDotNet.Count);
            seenByDotNet.Add((message.Name, message.Text));
        }

        (string?, string)[] seenByJavaScript = [.. (await messages.Events.NextValuesAsync(2 * each))
            .Select(message => (message.GetProperty("name").GetString(), message.GetProperty("text").GetString()!))];
        seenByJavaScript.Should().Equal(seenByDotNet, "the server has one order for all");
        string[] expected = [.. Enumerable.Range(0, each).Select(i => $"{i}")];
        seenByDotNet.Where(message => message.Sender == "JS").Select(message => message.Text).Should().Equal(expected);
        seenByDotNet.Where(message => message.Sender == ".NET").Select(message => message.Text).Should().Equal(expected);
    }

    [Fact]
    public async Task Room_ThatJavaScriptRemovesAndMakesAgain_IsToldAsAnotherAndGoesOn()
    {
        (JsSession js, _) = await JoinLikeLesson2Async();
        await js.AppendAsync(Path, Lesson1Message("old", "Lesson"));
        (_, StreamProbe<RoomEvent> events) = await JoinHistoryAsync();
        await NextMessageAsync(events);
        await events.NextAsync();

        await js.RemoveAsync(Path);
        await js.AddTopicAsync(Path, "TIME_SERIES", Lesson2Properties());
        await js.AppendAsync(Path, Lesson1Message("new", "Lesson"));

        (await events.NextAsync()).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.RoomRecreated);
        ChatMessage message = await NextMessageAsync(events);
        (message.Text, message.Event!.Sequence).Should().Be(("new", 0));
    }
}
