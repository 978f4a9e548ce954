using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using Messaging.Tests.Recording;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>
/// A test in which the JavaScript SDK and .NET meet in a room. By default they do so on the local server; where the
/// environment names another one, for example a real Diffusion server, they meet there.
/// </summary>
public abstract class RoomTest : InteropTest
{
    private static readonly string? OtherServer = Environment.GetEnvironmentVariable("MESSAGING_TEST_SERVER") is { Length: > 0 } url ? url : null;

    /// <summary>Where they meet.</summary>
    protected Uri Url => OtherServer is null ? Server.Url : new Uri(OtherServer);

    /// <summary>The rooms' prefix: that of the lessons, or one of the test's own where others may be around.</summary>
    protected string Prefix { get; } = OtherServer is null ? "Chat" : $"Chat-{Guid.NewGuid():N}";

    protected static string User => Environment.GetEnvironmentVariable("MESSAGING_TEST_PRINCIPAL") is { Length: > 0 } user ? user : "admin";

    protected static string Password =>
        Environment.GetEnvironmentVariable("MESSAGING_TEST_PASSWORD") is { Length: > 0 } password ? password : "password";

    protected string PathOf(string room) => $"{Prefix}/{room}";

    /// <summary>A session of the JavaScript SDK where the rooms are.</summary>
    protected async Task<JsSession> JoinServerAsync() => Own(await JsSession.ConnectAsync(Url, User, Password));

    /// <summary>What lesson 1 does: connects, creates the topic unless it is there, listens, subscribes.</summary>
    protected async Task<(JsSession Session, JsStream Messages)> JoinLikeLesson1Async(string room)
    {
        JsSession js = await JoinServerAsync();
        await js.AddTopicAsync(PathOf(room), "JSON");
        JsStream messages = await js.AddStreamAsync(PathOf(room), "json");
        await js.SelectAsync(PathOf(room));
        await messages.NextAsync("subscribe");
        return (js, messages);
    }

    /// <summary>What lesson 1 sends.</summary>
    protected static JsonObject Lesson1Message(string text, string name, string timestamp = "11/23/2026, 8:00:00 PM") =>
        new() { ["text"] = text, ["name"] = name, ["timestamp"] = timestamp };

    /// <summary>A .NET client, disposed when the test ends.</summary>
    protected IMessagingClient CreateClient(string displayName) => Own(RecordedClient.Create(
        new MessagingOptions { Url = Url, Principal = User, Password = Password, DisplayName = displayName, TopicPrefix = Prefix },
        Log));

    /// <summary>A room joined by a .NET client of its own, and a reader of it that has caught up.</summary>
    protected async Task<(IChatRoom Room, StreamProbe<RoomEvent> Events)> JoinAsync(string room, string displayName = "Ada", RoomOptions? options = null)
    {
        IChatRoom joined = await CreateClient(displayName).JoinAsync(room, options).Within();
        StreamProbe<RoomEvent> events = joined.ReadAsync().Probe();
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        return (joined, events);
    }

    /// <summary>The next event, which has to be a message.</summary>
    protected static async Task<ChatMessage> NextMessageAsync(StreamProbe<RoomEvent> events) =>
        (await events.NextAsync()).Should().BeOfType<MessagePosted>().Which.Message;
}
