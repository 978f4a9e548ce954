using System.Globalization;
using CsCheck;
using Messaging.Rooms;
using PushTechnology.ClientInterface.Client.Factories;

namespace Messaging.Tests.Rooms;

/// <summary>What stands on the topic: literals, because other clients read and write it.</summary>
public sealed class MessagePayloadTests
{
    [Fact]
    public void Write_Message_IsTheTutorialsFieldsAndAnId() =>
        Write("hi", "Ann", new DateTimeOffset(2026, 11, 23, 21, 0, 0, 7, TimeSpan.FromHours(1)), new MessageId("m1"))
            .Should().Be("""{"text":"hi","name":"Ann","timestamp":"2026-11-23T20:00:00.007Z","id":"m1"}""");

    [Theory]
    [InlineData("hi")]
    [InlineData("")]
    [InlineData("\"\\\n\u0001 ä 👩‍👩‍👧")]
    [InlineData("23 characters, no more.")]
    [InlineData("24 characters, one more.")]
    public void Write_AnyText_IsTheBytesThatTheSdkMakesOfTheSameJson(string text)
    {
        foreach (string longer in (string[])[text, text + new string('x', 232), text + new string('ö', 40_000), text + new string('x', 70_000)])
        {
            byte[] written = MessagePayload.Write(longer, "Ann", DateTimeOffset.UnixEpoch, new MessageId("m1"));
            string json = System.Text.Json.JsonSerializer.Serialize(new { text = longer, name = "Ann", timestamp = "1970-01-01T00:00:00.000Z", id = "m1" });
            written.Should().Equal(Diffusion.DataTypes.JSON.FromJSONString(json).ToByteArray());
        }
    }

    [Fact]
    public void Write_Markup_StaysAsItIs() =>
        Write("<b>\"ä\"</b> & '", "Ann", default, new MessageId("m1"))
            .Should().StartWith("""{"text":"<b>\"ä\"</b> & '","name":"Ann",""");

    [Fact]
    public void WriteThenRead_Emoji_IsTheSame() =>
        ReadMessage(Write("👩‍👩‍👧", "🦊", default, new MessageId("m1"))).Should().Match<ChatMessage>(
            m => m.Text == "👩‍👩‍👧" && m.Name == "🦊");

    [Fact]
    public void Read_MessageOfTheTutorial_HasItsFields()
    {
        ChatMessage message = ReadMessage("""{"text":"hi","name":"Ann","timestamp":"2026-11-23T20:00:00.000Z"}""");

        message.Should().Be(new ChatMessage
        {
            Text = "hi",
            Name = "Ann",
            Timestamp = new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero),
        });
        message.IsOwn.Should().BeFalse();
    }

    [Fact]
    public void Read_OnlyText_IsAMessage() => ReadMessage("""{"text":""}""").Should().Be(new ChatMessage { Text = "" });

    [Fact]
    public void Read_IdThisClientSent_IsOwn()
    {
        RoomEvent read = MessagePayload.Read("""{"text":"hi","id":"m1"}""", id => id == new MessageId("m1"));

        read.Should().BeOfType<MessagePosted>().Which.Message.IsOwn.Should().BeTrue();
    }

    [Theory]
    [InlineData("\"2026-11-23T21:00:00+01:00\"", "2026-11-23T20:00:00.0000000+00:00")]
    [InlineData("\"2026-11-23T20:00:00.123Z\"", "2026-11-23T20:00:00.1230000+00:00")]
    [InlineData("1795464000123", "2026-11-23T20:00:00.1230000+00:00")]
    [InlineData("1.795464000123E12", "2026-11-23T20:00:00.1230000+00:00")]
    [InlineData("0", "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("-62135596800000", "0001-01-01T00:00:00.0000000+00:00")]
    public void Read_Instant_IsUtc(string timestamp, string expected)
    {
        ChatMessage message = ReadMessage($$"""{"text":"hi","timestamp":{{timestamp}}}""");

        message.Timestamp!.Value.ToString("O", CultureInfo.InvariantCulture).Should().Be(expected);
        message.RawTimestamp.Should().BeNull();
    }

    [Theory]
    [InlineData("\"8:00:00 PM\"", "8:00:00 PM")]
    [InlineData("\"2026-11-23T20:00:00\"", "2026-11-23T20:00:00")]
    [InlineData("\"\"", "")]
    [InlineData("{\"a\": 1}", "{\"a\": 1}")]
    [InlineData("1e300", "1e300")]
    [InlineData("253402300800000", "253402300800000")]
    [InlineData("true", "true")]
    public void Read_WhatIsNoInstant_IsKept(string timestamp, string expected)
    {
        ChatMessage message = ReadMessage($$"""{"text":"hi","timestamp":{{timestamp}}}""");

        message.Timestamp.Should().BeNull();
        message.RawTimestamp.Should().Be(expected);
    }

    [Fact]
    public void Read_UnknownFields_Survive()
    {
        ChatMessage message = ReadMessage("""{"mood":{"happy":[1,2]},"text":"hi","name":7,"id":"","timestamp":null}""");

        message.Name.Should().BeNull();
        message.Id.Should().BeNull();
        message.Timestamp.Should().BeNull();
        message.Extra.Keys.Should().BeEquivalentTo("mood", "name", "id");
        message.Extra["mood"].GetRawText().Should().Be("""{"happy":[1,2]}""");
        message.Extra["name"].GetInt32().Should().Be(7);
    }

    [Theory]
    [InlineData("7", "*number, not an object*")]
    [InlineData("null", "*null, not an object*")]
    [InlineData("\"hi\"", "*string, not an object*")]
    [InlineData("[]", "*array, not an object*")]
    [InlineData("true", "*Boolean, not an object*")]
    [InlineData("{}", "*no field 'text'*")]
    [InlineData("{\"text\":7}", "*no field 'text'*")]
    [InlineData("{\"Text\":\"hi\"}", "*no field 'text'*")]
    [InlineData("{\"text\":\"hi\"", "*not valid JSON*")]
    [InlineData("", "*not valid JSON*")]
    [InlineData("{\"text\":\"\\ud800\"}", "*not valid Unicode*")]
    [InlineData("{\"text\":\"hi\",\"\\udc00\":1}", "*not valid Unicode*")]
    public void Read_WhatIsNoMessage_IsUnreadableAndSaysWhy(string json, string problem)
    {
        UnreadableMessage read = MessagePayload.Read(json, _ => false).Should().BeOfType<UnreadableMessage>().Subject;

        read.RawJson.Should().Be(json);
        read.Problem.Should().Match(problem);
    }

    [Fact]
    public void Read_NestedWithoutEnd_IsUnreadable() =>
        MessagePayload.Read($$"""{"text":"hi","x":{{new string('[', 100_000)}}""", _ => false)
            .Should().BeOfType<UnreadableMessage>();

    [Fact]
    public void WriteThenRead_AnyMessage_IsTheSame()
    {
        Gen<string> text = Gen.String[Gen.Char.Where(c => !char.IsSurrogate(c)), 0, 60];
        Gen<string> id = Gen.String[Gen.Char.AlphaNumeric, 1, 40];
        Gen.Select(text, text, id, Gen.Long[0, 4_102_444_800_000]).Sample((body, name, key, milliseconds) =>
        {
            DateTimeOffset timestamp = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

            RoomEvent read = MessagePayload.Read(Write(body, name, timestamp, new MessageId(key)), _ => true);

            return read.Equals(new MessagePosted(new ChatMessage
            {
                Text = body, Name = name, Timestamp = timestamp, Id = new MessageId(key), IsOwn = true,
            }));
        });
    }

    /// <summary>Whatever other clients put there, reading ends in one of two events.</summary>
    [Fact]
    public void Read_MutatedMessage_NeverThrows()
    {
        const string Valid = """{"text":"hi","name":"Ann","timestamp":"2026-11-23T20:00:00.000Z","id":"m1","x":[1,{"y":null}]}""";
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 8], Gen.String[0, 4]).Sample((at, length, insert) =>
        {
            string mutated = Valid.Remove(at, Math.Min(length, Valid.Length - at)).Insert(at, insert);
            return MessagePayload.Read(mutated, _ => false) is MessagePosted or UnreadableMessage;
        });
    }

    [Fact]
    public void Equals_ExtraFields_AreComparedByValue()
    {
        ChatMessage one = ReadMessage("""{"text":"hi","x":{"a":1,"b":2}}""");

        one.Should().Be(ReadMessage("""{"x":{"b":2,"a":1},"text":"hi"}"""));
        one.GetHashCode().Should().Be(ReadMessage("""{"text":"hi","x":{"b":2,"a":1}}""").GetHashCode());
        one.Should().NotBe(ReadMessage("""{"text":"hi","x":{"a":1,"b":3}}"""));
        one.Should().NotBe(ReadMessage("""{"text":"hi","y":{"a":1,"b":2}}"""));
        one.Should().NotBe(ReadMessage("""{"text":"hi"}"""));
    }

    private static string Write(string text, string name, DateTimeOffset timestamp, MessageId id) =>
        Diffusion.DataTypes.JSON.ReadValue(MessagePayload.Write(text, name, timestamp, id)).ToJSONString();

    private static ChatMessage ReadMessage(string json) =>
        MessagePayload.Read(json, _ => false).Should().BeOfType<MessagePosted>().Which.Message;
}
