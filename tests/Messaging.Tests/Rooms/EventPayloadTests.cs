using Messaging.Rooms;
using Messaging.Sessions;

namespace Messaging.Tests.Rooms;

/// <summary>What stands in a time series: literals, because other clients read and write it.</summary>
public sealed class EventPayloadTests
{
    private static readonly EventMetadata Original = new(5, new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero), "ann");
    private static readonly EventMetadata Edit = new(9, new DateTimeOffset(2026, 11, 23, 20, 1, 0, TimeSpan.Zero), "bob");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadEvent_Original_IsPosted(bool asHistory) =>
        ReadOriginal("""{"text":"hi","name":"Ann"}""", asHistory)
            .Should().Be(new MessagePosted(new ChatMessage { Text = "hi", Name = "Ann", Event = Original }));

    [Fact]
    public void ReadEvent_Edit_IsEditedWhenLiveAndPostedAsItStandsInHistory()
    {
        var message = new ChatMessage { Text = "hi!", Event = Original, Edit = Edit };

        ReadEdit("""{"text":"hi!"}""", asHistory: false).Should().Be(new MessageEdited(message));
        ReadEdit("""{"text":"hi!"}""", asHistory: true).Should().Be(new MessagePosted(message));
    }

    [Theory]
    [InlineData("""{"text":"","name":"Ann","removed":true}""")]
    [InlineData("""{"removed":true}""")]
    [InlineData("""{"removed":true,"text":7}""")]
    [InlineData("""{"removed":false,"text":"hi","removed":true}""")]
    public void ReadEvent_EditMarkedRemoved_IsRemoved(string json)
    {
        ReadEdit(json, asHistory: false).Should().Be(new MessageRemoved(Original, Edit));
        ReadEdit(json, asHistory: true).Should().Be(new MessageRemoved(Original, Edit) { InPlaceOfPost = true });
    }

    [Theory]
    [InlineData("""{"text":"hi","removed":"true"}""")]
    [InlineData("""{"text":"hi","removed":1}""")]
    [InlineData("""{"text":"hi","removed":true,"removed":false}""")]
    [InlineData("""{"text":"hi","x":{"removed":true}}""")]
    public void ReadEvent_EditMarkedOtherwise_IsAMessage(string json) =>
        ReadEdit(json, asHistory: false).Should().BeOfType<MessageEdited>().Which.Message.Text.Should().Be("hi");

    [Fact]
    public void ReadEvent_OriginalMarkedRemoved_MeansNothing()
    {
        ChatMessage message = ReadOriginal("""{"text":"hi","removed":true}""").Should().BeOfType<MessagePosted>().Which.Message;

        message.Text.Should().Be("hi");
        message.Extra["removed"].GetBoolean().Should().BeTrue();
        ReadOriginal("""{"removed":true}""").Should().BeOfType<UnreadableMessage>();
    }

    [Fact]
    public void ReadEvent_OwnId_IsOwn() =>
        MessagePayload.ReadEvent(new Value("""{"text":"hi","id":"m1"}""", Edit, Original), false, id => id.Value == "m1")
            .Should().BeOfType<MessageEdited>().Which.Message.IsOwn.Should().BeTrue();

    [Theory]
    [InlineData("7", "*number, not an object*")]
    [InlineData("""{"text":{"text":{"text":"hi"}}}""", "*no field 'text'*")]
    [InlineData("{}", "*no field 'text'*")]
    [InlineData("""{"text":"hi","text":7}""", "*no field 'text'*")]
    [InlineData("""{"text":"\ud800"}""", "*not valid Unicode*")]
    public void ReadEvent_WhatIsNoMessage_IsUnreadableAndKeepsItsPlace(string json, string problem)
    {
        var original = ReadOriginal(json).Should().BeOfType<UnreadableMessage>().Subject;
        var edited = ReadEdit(json, asHistory: true).Should().BeOfType<UnreadableMessage>().Subject;

        original.Problem.Should().Match(problem);
        original.Should().Match<UnreadableMessage>(u => u.RawJson == json && u.Event == Original && u.Edit == null);
        edited.Should().Match<UnreadableMessage>(u => u.RawJson == json && u.Event == Original && u.Edit == Edit);
    }

    [Fact]
    public void ReadEvent_NoJson_IsUnreadable() =>
        ReadOriginal(null).Should().Match<UnreadableMessage>(u => u.RawJson == "" && u.Problem == "It is no JSON value." && u.Event == Original);

    [Fact]
    public void ReadEvent_HalfASurrogateInTheJson_IsUnreadable() =>
        ReadOriginal("{\"text\":\"\ud800\"}").Should().BeOfType<UnreadableMessage>().Which.Event.Should().Be(Original);

    [Fact]
    public void ReadEvent_TextOfAMegabyte_IsAMessage()
    {
        string text = new('ä', 1_000_000);

        ReadOriginal($$"""{"text":"{{text}}"}""").Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be(text);
    }

    [Fact]
    public void ReadEvent_NestedWithoutEnd_IsUnreadable() =>
        ReadEdit($$"""{"text":"hi","removed":true,"x":{{new string('[', 100_000)}}""", asHistory: false)
            .Should().BeOfType<UnreadableMessage>();

    [Fact]
    public void ReadEvent_DuplicateFields_TheLastCounts()
    {
        ChatMessage message = ReadOriginal("""{"text":"a","name":"x","name":"Ann","id":"1","text":"b","id":"2"}""")
            .Should().BeOfType<MessagePosted>().Which.Message;

        message.Should().Match<ChatMessage>(m => m.Text == "b" && m.Name == "Ann" && m.Id == new MessageId("2"));
    }

    [Fact]
    public void WriteEdit_Message_ChangesTheTextAndNothingElse() =>
        MessagePayload.WriteEdit("""{"x":{"b":1.50,"a":[ 1e3 ]},"text":"hi","name":"Ann","timestamp":"8:00 PM","id":"m1","y":null}""", "<b>ü</b>")
            .Should().Be("""{"x":{"b":1.50,"a":[ 1e3 ]},"text":"<b>ü</b>","name":"Ann","timestamp":"8:00 PM","id":"m1","y":null}""");

    [Fact]
    public void WriteEdit_DuplicateFields_OneTextRemains() =>
        MessagePayload.WriteEdit("""{"text":"a","x":1,"text":"b","x":2}""", "c").Should().Be("""{"text":"c","x":1,"x":2}""");

    /// <summary>On an original the field means nothing; taken over into the edit it would remove the message.</summary>
    [Theory]
    [InlineData("""{"removed":true,"text":"a","x":1}""", """{"text":"c","x":1}""")]
    [InlineData("""{"removed":"no","text":"a"}""", """{"removed":"no","text":"c"}""")]
    public void WriteEdit_MessageMarkedRemoved_StaysAMessage(string current, string expected)
    {
        string edit = MessagePayload.WriteEdit(current, "c");

        edit.Should().Be(expected);
        ReadEdit(edit, asHistory: false).Should().BeOfType<MessageEdited>();
    }

    [Fact]
    public void WriteEdit_FurtherFieldWithHalfASurrogate_Survives() =>
        MessagePayload.WriteEdit("""{"text":"a","x":"\ud800"}""", "b").Should().Be("""{"text":"b","x":"\ud800"}""");

    [Theory]
    [InlineData(
        """{"mood":"sad","id":"m1","text":"secret","name":"Ann","timestamp":1795464000123}""",
        """{"text":"","name":"Ann","timestamp":1795464000123,"id":"m1","removed":true}""")]
    [InlineData("""{"text":"secret"}""", """{"text":"","removed":true}""")]
    [InlineData("""{"text":"secret","name":{"secret":1},"id":["secret"]}""", """{"text":"","removed":true}""")]
    [InlineData("""{"text":"secret","name":"x","name":"Ann","removed":true}""", """{"text":"","name":"Ann","removed":true}""")]
    [InlineData("""{"text":"\ud800","name":"Ann","\udc00":1}""", """{"text":"","removed":true}""")]
    [InlineData("7", """{"text":"","removed":true}""")]
    [InlineData("", """{"text":"","removed":true}""")]
    [InlineData("""{"text":"a","name":"\ud800","timestamp":1,"id":"m1"}""", """{"text":"","timestamp":1,"id":"m1","removed":true}""")]
    public void WriteTombstone_KeepsNoContent(string current, string expected)
    {
        string tombstone = MessagePayload.WriteTombstone(current);

        tombstone.Should().Be(expected);
        ReadEdit(tombstone, asHistory: false).Should().Be(new MessageRemoved(Original, Edit));
    }

    private static RoomEvent ReadOriginal(string? json, bool asHistory = false) =>
        MessagePayload.ReadEvent(new Value(json, Original, null), asHistory, _ => false);

    private static RoomEvent ReadEdit(string json, bool asHistory) =>
        MessagePayload.ReadEvent(new Value(json, Edit, Original), asHistory, _ => false);

    private sealed class Value(string? json, EventMetadata @event, EventMetadata? original) : TopicValue
    {
        public override EventMetadata? Event => @event;

        public override EventMetadata? Original => original;

        public override string ToJson() => json ?? throw new FormatException("not for this test");
    }

    [Theory]
    [InlineData("ann", "ann", true)]
    [InlineData("Ann", "ann", false)]
    [InlineData("аnn", "ann", false)]
    [InlineData(null, "ann", false)]
    [InlineData("", "", false)]
    [InlineData("ann", "", false)]
    public void NameIsAuthor_SaysWhetherTheNameIsThePrincipal(string? name, string author, bool expected) =>
        new ChatMessage { Text = "hello", Name = name, Event = new EventMetadata(0, DateTimeOffset.UnixEpoch, author) }
            .NameIsAuthor.Should().Be(expected);

    [Fact]
    public void NameIsAuthor_LiveRoom_NobodyKnows() => new ChatMessage { Text = "hello", Name = "ann" }.NameIsAuthor.Should().BeNull();
}
