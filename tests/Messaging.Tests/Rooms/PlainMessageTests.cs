using System.Text;
using CsCheck;
using Messaging.Rooms;
using Messaging.Sessions;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Tests.Rooms;

/// <summary>The short way to a message must lead where the long one over JSON text leads, or not at all.</summary>
public sealed class PlainMessageTests
{
    private static readonly EventMetadata Original = new(5, new DateTimeOffset(2026, 11, 23, 20, 0, 0, TimeSpan.Zero), "ann");
    private static readonly EventMetadata Edit = new(9, new DateTimeOffset(2026, 11, 23, 20, 1, 0, TimeSpan.Zero), "bob");

    private static readonly Gen<string> Field = Gen.Frequency(
        (8, OneOf("\"text\":\"hi\"", "\"text\":\"\"", "\"text\":\"👩‍👩‍👧 ä\\u0000\\n\"", "\"name\":\"Ann\"", "\"name\":\"\"", "\"name\":\"Änn\"")),
        (4, OneOf("\"timestamp\":\"2026-11-23T20:00:00.007Z\"", "\"timestamp\":\"0001-01-01T00:00:00.000Z\"", "\"timestamp\":1764000000123")),
        (2, OneOf("\"timestamp\":0", "\"timestamp\":253402300799999", "\"timestamp\":253402300800000", "\"timestamp\":-1", "\"timestamp\":1.5", "\"timestamp\":null")),
        (2, OneOf("\"timestamp\":\"2026-02-29T20:00:00.007Z\"", "\"timestamp\":\"2026-11-23T24:00:00.000Z\"", "\"timestamp\":\"0000-01-01T00:00:00.000Z\"", "\"timestamp\":\"2026-11-23T20:00:60.000Z\"", "\"timestamp\":\"8:00 PM\"")),
        (4, OneOf("\"id\":\"m1\"", "\"id\":\"\"", "\"id\":7", "\"id\":\"0193a1f0-7c3e-7b1a-8f00-c0ffee000001\"", "\"id\":\"0193A1F0-7c3e-7b1a-8f00-c0ffee000001\"", $"\"id\":\"{new string('x', 200)}\"", $"\"id\":\"{new string('x', 201)}\"")),
        (3, OneOf("\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\"", "\"traceparent\":\"00-00000000000000000000000000000000-b7ad6b7169203331-01\"", "\"traceparent\":7", "\"traceparent\":\"\"")),
        (2, OneOf("\"tracestate\":\"a=1\"", "\"tracestate\":\"a=\\\"\\\\\"", "\"tracestate\":\"\"", "\"tracestate\":\"ä\"", $"\"tracestate\":\"{new string('x', 512)}\"", $"\"tracestate\":\"{new string('x', 513)}\"")),
        (2, OneOf("\"removed\":true", "\"removed\":false", "\"x\":{\"text\":\"no\"}", "\"text\":7", "\"name\":null", "\"name\":[1]")));

    [Fact]
    public void TryRead_AnyObject_SaysWhatTheJsonTextSays() =>
        Field.Array[0, 6].Sample(fields => Compare(CborOf($"{{{string.Join(',', fields)}}}")), iter: 20_000);

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("[{\"text\":\"hi\"}]")]
    public void TryRead_NoObject_IsLeftToTheJsonText(string json) => PlainMessage.TryRead(CborOf(json), _ => false).Should().BeNull();

    [Fact]
    public void TryRead_MessageOfThisLibrary_IsRead()
    {
        byte[] cbor =
        [
            0xBF, 0x64, .. "text"u8, 0x62, .. "hi"u8, 0x64, .. "name"u8, 0x63, .. "Ann"u8,
            0x69, .. "timestamp"u8, 0x78, 0x18, .. "2026-11-23T20:00:00.007Z"u8, 0x62, .. "id"u8, 0x62, .. "m1"u8, 0xFF,
        ];

        PlainMessage.TryRead(cbor, id => id.Value == "m1", Original, Edit).Should().Be(new ChatMessage
        {
            Text = "hi",
            Name = "Ann",
            Timestamp = new DateTimeOffset(2026, 11, 23, 20, 0, 0, 7, TimeSpan.Zero),
            Id = new MessageId("m1"),
            IsOwn = true,
            Event = Original,
            Edit = Edit,
        });
    }

    [Fact]
    public void TryRead_TracedMessage_IsRead() =>
        PlainMessage.TryRead(CborOf("""{"text":"hi","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tracestate":"a=1"}"""), _ => false)!
            .TraceContext!.Value.TraceState.Should().Be("a=1");

    [Fact]
    public void TryRead_MapOfKnownLength_IsRead() =>
        PlainMessage.TryRead([0xA1, 0x64, .. "text"u8, 0x62, .. "hi"u8], _ => false).Should().Be(new ChatMessage { Text = "hi" });

    [Fact]
    public void TryRead_DamagedBytes_SaysWhatTheJsonTextSaysOrNothing()
    {
        byte[] whole = CborOf("""{"text":"häy","name":"Ann","timestamp":"2026-11-23T20:00:00.007Z","id":"m1"}""");
        for (int length = 0; length < whole.Length; length++)
        {
            PlainMessage.TryRead(whole.AsSpan(0, length), _ => false).Should().BeNull();
        }

        PlainMessage.TryRead([.. whole, 0], _ => false).Should().BeNull();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length - 1], Gen.Byte).Sample(
            (place, value, otherPlace, otherValue) =>
            {
                byte[] damaged = [.. whole];
                (damaged[place], damaged[otherPlace]) = (value, otherValue);
                Compare(damaged);
            },
            iter: 20_000);
    }

    [Fact]
    public void TryRead_NamesWithoutEnd_AreThemselves()
    {
        for (int i = 0; i < 5_000; i++)
        {
            ReadName($"user {i % 700}").Should().Be($"user {i % 700}");
        }

        ReadName("Ann").Should().BeSameAs(ReadName("Ann"), because: "copies are what the memory of names is to spare");
        ReadName(new string('n', 200)).Should().Be(new string('n', 200));

        static string? ReadName(string name) => PlainMessage.TryRead(CborOf($$"""{"text":"hi","name":"{{name}}"}"""), _ => false)!.Name;
    }

    [Fact]
    public void Read_ValueOfTheSdk_TakesTheShortWay()
    {
        var listener = new LastValue();
        new DiffusionValueStream(listener).OnValue("p", null!, null!, Diffusion.DataTypes.JSON.FromJSONString("""{"text":"hi","id":"m1"}"""));

        Encoding.UTF8.GetString(listener.Value!.ToCbor()).Should().Contain("m1");
        MessagePayload.Read(listener.Value, _ => true).Should().Be(
            new MessagePosted(new ChatMessage { Text = "hi", Id = new MessageId("m1"), IsOwn = true }));
    }

    private static Gen<string> OneOf(params string[] fields) => Gen.Int[0, fields.Length - 1].Select(i => fields[i]);

    private static void Compare(byte[] cbor)
    {
        if (PlainMessage.TryRead(cbor, id => id.Value == "m1", Original, Edit) is { } message)
        {
            IJSON value = Diffusion.DataTypes.JSON.ReadValue(cbor);
            MessagePayload.Read(value.ToJSONString(), id => id.Value == "m1").Should()
                .Be(new MessagePosted(message with { Event = null, Edit = null }));
        }
    }

    private static byte[] CborOf(string json) => Diffusion.DataTypes.JSON.FromJSONString(json).ToByteArray();

    private sealed class LastValue : ITopicListener
    {
        public TopicValue? Value { get; private set; }

        public void OnSubscribed(TopicDescription description)
        {
        }

        public void OnValue(TopicValue value) => Value = value;

        public void OnUnsubscribed(UnsubscribeCause cause)
        {
        }
    }
}
