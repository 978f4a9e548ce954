using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Chaos.Tests.Evidence;
using Messaging.TestKit.Node;

namespace Messaging.Chaos.Tests.Clients;

/// <summary>Writers and readers that are the official JavaScript SDK, in one Node process. They come back by the SDK's own rules.</summary>
internal sealed class JavaScriptFleet : IAsyncDisposable
{
    // What the SDK says when it believes that the server has lost messages.
    private const int LostMessages = 16;

    private readonly NodeScript _script;
    private readonly ConcurrentBag<SentMessage> _sent = [];
    private readonly ConcurrentBag<string> _problems = [];
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roomOfWriter = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _roomOfReader = new(StringComparer.Ordinal);

    private JavaScriptFleet(NodeScript script)
    {
        _script = script;
        _script.OnEvent = OnEvent;
    }

    public IReadOnlyCollection<SentMessage> Sent => _sent;

    /// <summary>Why appends failed, and sessions closed, with how often.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    public static async Task<JavaScriptFleet> StartAsync(Uri server, ChaosPlan plan)
    {
        var fleet = new JavaScriptFleet(NodeScript.Start(await NodeSdk.GetOrSkipAsync(), "fleet.mjs"));
        JsonArray writers = Members("js-writer", plan.JavaScriptWriters, fleet._roomOfWriter);
        JsonArray readers = Members("js-reader", plan.JavaScriptReaders, fleet._roomOfReader);
        await fleet._script.RunAsync("start", new JsonObject
        {
            ["host"] = server.Host,
            ["port"] = server.Port,
            ["prefix"] = "Chat",
            ["pause"] = plan.Pause.TotalMilliseconds,
            ["writers"] = writers,
            ["readers"] = readers,
        });
        return fleet;

        JsonArray Members(string kind, int count, Dictionary<string, string> rooms)
        {
            var members = new JsonArray();
            for (int i = 0; i < count; i++)
            {
                string name = FormattableString.Invariant($"{kind}-{i:D2}");
                rooms.Add(name, plan.RoomOf(i));
                members.Add(new JsonObject { ["name"] = name, ["room"] = plan.RoomOf(i) });
            }

            return members;
        }
    }

    /// <summary>Completes when each writer's last message has got through.</summary>
    public Task StopWritingAsync() => _script.RunAsync("stopWriting", [], ChaosPlan.Patience);

    /// <summary>Waits until the readers have the latest message of each room, and says what they did and what is wrong.</summary>
    public async Task<JavaScriptReport> FinishAsync(IReadOnlyDictionary<string, long> lastOfRoom)
    {
        using var patience = new CancellationTokenSource(ChaosPlan.Patience);
        while (true)
        {
            JsonElement report = await _script.RunAsync("report", []);
            JsonElement[] readers = [.. report.GetProperty("readers").EnumerateArray()];
            string[] behind = [.. readers.Where(reader => LastOf(reader) != lastOfRoom[RoomOf(reader)]).Select(reader => NameOf(reader))];
            if (behind.Length == 0 || patience.IsCancellationRequested)
            {
                JsonElement counts = report.GetProperty("counts");
                return new JavaScriptReport(
                    counts.GetProperty("disconnects").GetInt32(),
                    counts.GetProperty("reconnects").GetInt32(),
                    counts.GetProperty("reopened").GetInt32(),
                    readers.Sum(reader => reader.GetProperty("refreshes").GetInt32()),
                    readers.Sum(reader => reader.GetProperty("events").GetInt64()),
                    [
                        .. _problems,
                        .. behind.Select(name => $"{name} does not have the latest message"),
                        .. readers.SelectMany(reader => reader.GetProperty("problems").EnumerateArray().Select(problem => $"{NameOf(reader)} {problem.GetString()}")),
                    ]);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    private static string NameOf(JsonElement reader) => reader.GetProperty("name").GetString()!;

    private static long LastOf(JsonElement reader) => reader.GetProperty("last").GetInt64();

    private string RoomOf(JsonElement reader) => _roomOfReader[NameOf(reader)];

    private void OnEvent(JsonElement message)
    {
        string name = message.GetProperty("source").GetString()!;
        JsonElement happened = message.GetProperty("event");
        switch (happened.GetProperty("kind").GetString())
        {
            case "accepted":
                Keep(name, happened, Outcome.Accepted, happened.GetProperty("sequence").GetInt64());
                break;
            case "notSent":
                Keep(name, happened, Outcome.NotThere);
                break;
            case "unknown":
                Keep(name, happened, Outcome.Unknown);
                Count($"append: {happened.GetProperty("message").GetString()}");
                break;
            case "closed":
                JsonElement id = happened.GetProperty("id");
                Count($"closed with reason {id}");
                if (id.ValueKind == JsonValueKind.Number && id.GetInt32() == LostMessages)
                {
                    _problems.Add($"{name} was closed because of lost messages");
                }

                break;
            default:
                _problems.Add($"{name} told something unknown: {happened}");
                break;
        }
    }

    private void Keep(string writer, JsonElement happened, Outcome outcome, long? sequence = null) =>
        _sent.Add(new SentMessage(_roomOfWriter[writer], writer, happened.GetProperty("number").GetInt32(), outcome, sequence));

    private void Count(string failure) => _failures.AddOrUpdate(failure, 1, (_, count) => count + 1);
}
