using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

public sealed class SharedRoomTests : RoomTest
{
    /// <summary>Texts that have to arrive as they were sent, in both directions.</summary>
    public static TheoryData<string> Texts => new()
    {
        "hello",
        "Grüße, 東京, Ωmega, \u202Eright to left\u202C",
        "😀 👍🏽 👨‍👩‍👧 🇨🇭",
        "<script>alert('x')</script> & \"quotes\" \\ \t\n",
        "\u0000\u001f",
        LongTexts.Of64Kilobytes(),
    };

    /// <summary>What other clients may put into a room though it is no message.</summary>
    public static TheoryData<string> NoMessages => new()
    {
        "null", "42", "\"just a text\"", "[]", "[{\"text\":\"hello\"}]", "{}", """{"text":5}""", """{"text":null}""", """{"message":"hello"}""",
        new string('[', 60) + new string(']', 60),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Message_FromDotNet_IsALessonMessageToJavaScript(string text)
    {
        (_, JsStream messages) = await JoinLikeLesson1Async("Default Room");
        (IChatRoom room, _) = await JoinAsync("Default Room", "Ada 😀");

        SendReceipt receipt = await room.SendAsync(text).Within();

        JsonElement message = await messages.NextValueAsync();
        message.GetProperty("text").GetString().Should().Be(text);
        message.GetProperty("name").GetString().Should().Be("Ada 😀");
        message.GetProperty("timestamp").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        message.GetProperty("timestamp").GetDateTimeOffset().Should().Be(receipt.Timestamp);
        message.GetProperty("id").GetString().Should().Be(receipt.Id.Value);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Message_FromJavaScript_IsAMessageToDotNet(string text)
    {
        (_, StreamProbe<RoomEvent> events) = await JoinAsync("Default Room");
        (JsSession js, _) = await JoinLikeLesson1Async("Default Room");

        await js.SetAsync(PathOf("Default Room"), "json", Lesson1Message(text, "Lesson 😀"));

        ChatMessage message = await NextMessageAsync(events);
        message.Text.Should().Be(text);
        message.Name.Should().Be("Lesson 😀");
        message.RawTimestamp.Should().Be("11/23/2026, 8:00:00 PM", "a local time without a zone is no instant");
        message.Id.Should().BeNull();
        message.IsOwn.Should().BeFalse();
    }

    [Fact]
    public async Task Message_WithAnInstantAndFurtherFields_KeepsThemForDotNet()
    {
        (_, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");
        (JsSession js, _) = await JoinLikeLesson1Async("lobby");
        JsonObject sent = Lesson1Message("hello", "Bob", "2026-11-23T20:00:00.000Z");
        sent["mood"] = new JsonArray("good", 5);

        await js.SetAsync(PathOf("lobby"), "json", sent);

        ChatMessage message = await NextMessageAsync(events);
        message.Timestamp.Should().Be(new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero));
        Text(message.Extra.Should().ContainKey("mood").WhoseValue).Should().Be("""["good",5]""");
    }

    [Fact]
    public async Task Conversation_OfBothSides_ReachesEverybodyIncludingTheSender()
    {
        (JsSession js, JsStream messages) = await JoinLikeLesson1Async("lobby");
        (IChatRoom ada, StreamProbe<RoomEvent> adaReads) = await JoinAsync("lobby", "Ada");
        (_, StreamProbe<RoomEvent> bobReads) = await JoinAsync("lobby", "Bob");

        await js.SetAsync(PathOf("lobby"), "json", Lesson1Message("one", "Lesson"));
        (await NextMessageAsync(adaReads)).Text.Should().Be("one");
        await ada.SendAsync("two").Within();
        (await messages.Events.NextValuesAsync(2)).Select(message => message.GetProperty("text").GetString()).Should().Equal("one", "two");

        (await NextMessageAsync(adaReads)).Should().Match<ChatMessage>(message => message.Text == "two" && message.IsOwn);
        (await NextMessageAsync(bobReads)).Text.Should().Be("one");
        (await NextMessageAsync(bobReads)).Should().Match<ChatMessage>(message => message.Text == "two" && !message.IsOwn && message.Name == "Ada");
    }

    [Fact]
    public async Task Room_ThatHoldsAMessage_ShowsItToWhoeverComesLater()
    {
        (IChatRoom room, _) = await JoinAsync("lobby", "Ada");
        await room.SendAsync("from .NET").Within();
        (JsSession js, JsStream messages) = await JoinLikeLesson1Async("lobby");
        (await messages.NextValueAsync()).GetProperty("text").GetString().Should().Be("from .NET");

        await js.SetAsync(PathOf("lobby"), "json", Lesson1Message("from JavaScript", "Lesson"));
        IChatRoom later = await CreateClient("Bob").JoinAsync("lobby").Within();

        StreamProbe<RoomEvent> events = later.ReadAsync().Probe();
        (await NextMessageAsync(events)).Text.Should().Be("from JavaScript");
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
    }

    [Theory]
    [MemberData(nameof(NoMessages))]
    public async Task Value_ThatIsNoMessage_IsToldAsUnreadableAndTheRoomGoesOn(string value)
    {
        (JsSession js, _) = await JoinLikeLesson1Async("lobby");
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");

        await js.SetAsync(PathOf("lobby"), "json", Json(value));
        await js.SetAsync(PathOf("lobby"), "json", Lesson1Message("hello", "Lesson"));

        UnreadableMessage unreadable = (await events.NextAsync()).Should().BeOfType<UnreadableMessage>().Subject;
        unreadable.RawJson.Should().Be(value);
        unreadable.Problem.Should().NotBeEmpty();
        (await NextMessageAsync(events)).Text.Should().Be("hello");
        await room.SendAsync("still here").Within();
        (await NextMessageAsync(events)).IsOwn.Should().BeTrue();
    }

    [Fact]
    public async Task Message_WithFieldsOfOtherTypes_IsReadWithoutThem()
    {
        (JsSession js, _) = await JoinLikeLesson1Async("lobby");
        (_, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");

        await js.SetAsync(PathOf("lobby"), "json", Json("""{"text":"hello","name":{"first":"Bob"},"timestamp":[1],"id":7}"""));

        ChatMessage message = await NextMessageAsync(events);
        message.Text.Should().Be("hello");
        message.Name.Should().BeNull();
        message.Timestamp.Should().BeNull();
        message.Id.Should().BeNull();
    }

    [Fact]
    public async Task ManyMessages_FromBothSidesAtOnce_AllArriveInTheOrderOfEachSender()
    {
        const int each = 500;
        (JsSession js, JsStream messages) = await JoinLikeLesson1Async("lobby");
        (IChatRoom room, StreamProbe<RoomEvent> events) =
            await JoinAsync("lobby", ".NET", new RoomOptions { ReaderBufferCapacity = 4 * each });

        Task fromJavaScript = Task.WhenAll(Enumerable.Range(0, each)
            .Select(i => js.SetAsync(PathOf("lobby"), "json", Lesson1Message($"{i}", "JS"))));
        Task fromDotNet = Task.WhenAll(Enumerable.Range(0, each).Select(i => room.SendAsync($"{i}")));
        await Task.WhenAll(fromJavaScript, fromDotNet).Within();

        var seenByDotNet = new List<(string? Sender, string Text)>();
        while (seenByDotNet.Count < 2 * each)
        {
            ChatMessage message = await NextMessageAsync(events);
            seenByDotNet.Add((message.Name, message.Text));
        }

        (string?, string)[] seenByJavaScript = [.. (await messages.Events.NextValuesAsync(2 * each))
            .Select(message => (message.GetProperty("name").GetString(), message.GetProperty("text").GetString()!))];
        string[] expected = [.. Enumerable.Range(0, each).Select(i => $"{i}")];
        seenByDotNet.Where(message => message.Sender == "JS").Select(message => message.Text).Should().Equal(expected);
        seenByDotNet.Where(message => message.Sender == ".NET").Select(message => message.Text).Should().Equal(expected);
        seenByJavaScript.Should().Equal(seenByDotNet, "the server has one order for all");
    }

    [Fact]
    public async Task Room_WhoseTopicIsRemovedAndMadeAgainByJavaScript_GoesOn()
    {
        (JsSession js, _) = await JoinLikeLesson1Async("lobby");
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");

        await js.RemoveAsync(PathOf("lobby"));
        await js.AddAndSetAsync(PathOf("lobby"), "JSON", Lesson1Message("a new start", "Lesson"));

        (await NextMessageAsync(events)).Text.Should().Be("a new start");
        await js.RemoveAsync(PathOf("lobby"));
        await room.SendAsync("again").Within();
        (await NextMessageAsync(events)).Text.Should().Be("again");
    }

    [Fact]
    public async Task Room_WhoseTopicIsOfAnotherType_CannotBeJoined()
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(PathOf("lobby"), "STRING");

        Func<Task> joining = () => CreateClient("Ada").JoinAsync("lobby");

        (await joining.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.RoomKindMismatch);
    }

    [Fact]
    public async Task Room_WhoseTopicHasOtherProperties_IsJoined()
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(PathOf("lobby"), "JSON", new() { ["CONFLATION"] = "off" });
        JsStream messages = await js.AddStreamAsync(PathOf("lobby"), "json");
        await js.SelectAsync(PathOf("lobby"));
        await messages.NextAsync("subscribe");

        (IChatRoom room, _) = await JoinAsync("lobby");
        await room.SendAsync("hello").Within();

        (await messages.NextValueAsync()).GetProperty("text").GetString().Should().Be("hello");
    }

    [Theory]
    [InlineData("Default Room")]
    [InlineData("Räume 東京")]
    [InlineData("😀")]
    [InlineData("?what.*not")]
    [InlineData("$&<>#*")]
    public async Task Room_WithSuchAName_IsFoundByBothSides(string room)
    {
        (JsSession js, JsStream messages) = await JoinLikeLesson1Async(room);
        (IChatRoom joined, StreamProbe<RoomEvent> events) = await JoinAsync(room);

        await joined.SendAsync("from .NET").Within();
        (await messages.NextValueAsync()).GetProperty("text").GetString().Should().Be("from .NET");
        (await NextMessageAsync(events)).Text.Should().Be("from .NET");
        await js.SetAsync(PathOf(room), "json", Lesson1Message("from JavaScript", "Lesson"));

        (await NextMessageAsync(events)).Text.Should().Be("from JavaScript");
    }

    [Fact]
    public async Task Leaving_OfDotNet_LeavesTheRoomToJavaScript()
    {
        (JsSession js, JsStream messages) = await JoinLikeLesson1Async("lobby");
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinAsync("lobby");

        await room.LeaveAsync().Within();
        await js.SetAsync(PathOf("lobby"), "json", Lesson1Message("alone", "Lesson"));

        (await messages.NextValueAsync()).GetProperty("text").GetString().Should().Be("alone");
        (await events.EndsAsync()).Should().BeTrue();
    }
}
