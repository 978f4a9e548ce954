using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>A test in which the JavaScript SDK and .NET meet in a room that remembers.</summary>
public abstract class HistoryRoomTest : RoomTest
{
    protected const string Room = "Default Room";

    protected static RoomOptions History { get; } = new() { Kind = RoomKind.History };

    protected string Path => PathOf(Room);

    /// <summary>The properties of the lesson's topic.</summary>
    protected static JsonObject Lesson2Properties() => new()
    {
        ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
        ["TIME_SERIES_RETAINED_RANGE"] = "limit 100",
        ["TIME_SERIES_SUBSCRIPTION_RANGE"] = "limit 100",
    };

    /// <summary>What lesson 2 does: connects, creates the topic unless it is there, listens for values, subscribes.</summary>
    protected async Task<(JsSession Session, JsStream Messages)> JoinLikeLesson2Async()
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(Path, "TIME_SERIES", Lesson2Properties());
        JsStream messages = await js.AddStreamAsync(Path, "json");
        await js.SelectAsync(Path);
        await messages.NextAsync("subscribe");
        return (js, messages);
    }

    /// <summary>The room joined by a .NET client of its own, and a reader of it at its beginning.</summary>
    protected async Task<(IChatRoom Room, StreamProbe<RoomEvent> Events)> JoinHistoryAsync(string displayName = "Ada", ReadFrom? from = null)
    {
        IChatRoom joined = await CreateClient(displayName).JoinAsync(Room, History).Within();
        return (joined, joined.ReadAsync(from ?? ReadFrom.Latest(100)).Probe());
    }

    /// <summary>The same, of a room without messages, and the reader has caught up.</summary>
    protected async Task<(IChatRoom Room, StreamProbe<RoomEvent> Events)> JoinEmptyHistoryAsync(string displayName = "Ada")
    {
        (IChatRoom room, StreamProbe<RoomEvent> events) = await JoinHistoryAsync(displayName);
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        return (room, events);
    }

    /// <summary>What the page of the lesson makes of a value: it prints three fields, which have to be strings.</summary>
    protected static string Print(JsonElement value) =>
        $"{value.GetProperty("timestamp").GetString()!} {value.GetProperty("name").GetString()!}: {value.GetProperty("text").GetString()!}";

    /// <summary>The metadata of an event in .NET, as JavaScript shows it.</summary>
    protected static JsMetadata? Same(EventMetadata? metadata) =>
        metadata is null ? null : new JsMetadata(metadata.Sequence, metadata.Timestamp.ToUnixTimeMilliseconds(), metadata.Author);
}
