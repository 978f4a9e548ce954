using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messaging.TestKit.Node;

/// <summary>
/// A session of the official JavaScript SDK, alone in a Node process. Calls reach the SDK in the order in which they
/// are made, whether their answers are awaited or not. Values are JSON: BINARY as base64, INT64 as a number or text.
/// </summary>
public sealed class JsSession : IAsyncDisposable
{
    // Over all sessions, so that nobody mistakes a late event of the process's former session for one of its own.
    private static int _lastNumber;

    private readonly ConcurrentDictionary<int, JsEvents> _streams = new();
    private readonly NodeScript _script;
    private readonly int _number = Interlocked.Increment(ref _lastNumber);
    private int _disposed;

    private JsSession(NodeScript script)
    {
        _script = script;
        Events = new JsEvents(() => _script.Errors);
        Security = new JsSecurity(this);
        Clients = new JsClients(this);
        Messages = new JsMessages(this);
        _script.OnEvent = OnEvent;
        EndEventsAfter(_script.Completion);
    }

    /// <summary>What the session tells about itself: disconnect, reconnect, close, error.</summary>
    public JsEvents Events { get; }

    /// <summary>The server's stores, and who this session is.</summary>
    public JsSecurity Security { get; }

    /// <summary>Other sessions.</summary>
    public JsClients Clients { get; }

    /// <summary>Requests between sessions.</summary>
    public JsMessages Messages { get; }

    /// <summary>The session id as the SDK shows it.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>The principal as the SDK shows it; empty when there is none.</summary>
    public string Principal { get; private set; } = "";

    /// <summary>Connects. Skips the test where the SDK cannot be had.</summary>
    /// <param name="url">Where the server listens, <c>ws://host:port</c>, with a path prefix if it has one.</param>
    /// <param name="principal">Who connects; null for nobody.</param>
    /// <param name="credentials">The password; null for none.</param>
    /// <param name="options">Further connect options of the SDK, by its names.</param>
    /// <exception cref="JsException">Refused; the id is that of the close reason.</exception>
    public static async Task<JsSession> ConnectAsync(
        Uri url, string? principal = null, string? credentials = null, JsonObject? options = null)
    {
        var session = new JsSession(await JsDrivers.RentAsync());
        JsonObject all = options ?? [];
        all["host"] = url.Host;
        all["port"] = url.Port;
        all["secure"] = url.Scheme is "wss" or "https";
        AddIfGiven(all, "path", url.AbsolutePath == "/" ? null : url.AbsolutePath);
        AddIfGiven(all, "principal", principal);
        AddIfGiven(all, "credentials", credentials);
        try
        {
            JsonElement connected = await session.RunAsync("connect", new() { ["number"] = session._number, ["options"] = all });
            session.SessionId = connected.GetProperty("sessionId").GetString()!;
            session.Principal = connected.GetProperty("principal").GetString() ?? "";
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds a topic. True if it was created, false if it was there with the same specification.</summary>
    public async Task<bool> AddTopicAsync(string path, string topicType, JsonObject? properties = null) =>
        (await RunAsync("add", new() { ["path"] = path, ["type"] = topicType, ["properties"] = properties }))
            .GetProperty("added").GetBoolean();

    /// <summary>Removes topics and returns how many.</summary>
    public async Task<int> RemoveAsync(params string[] selectors) =>
        (await RunAsync("remove", new() { ["selectors"] = Array(selectors) })).GetProperty("removedCount").GetInt32();

    /// <summary>Sets the value of a topic that exists.</summary>
    /// <param name="path">The topic.</param>
    /// <param name="type">The data type by the SDK's name: json, string, int64, double, binary.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">An update constraint, see <see cref="JsConstraint"/>.</param>
    public Task SetAsync(string path, string type, JsonNode? value, JsonObject? constraint = null) =>
        RunAsync("set", new() { ["path"] = path, ["type"] = type, ["value"] = value, ["constraint"] = constraint });

    /// <summary>Adds the topic if it is missing and sets its value. True if it was created.</summary>
    /// <param name="path">The topic.</param>
    /// <param name="topicType">Its type.</param>
    /// <param name="value">The value.</param>
    /// <param name="constraint">An update constraint, see <see cref="JsConstraint"/>.</param>
    /// <param name="properties">The topic's properties.</param>
    /// <param name="valueType">The data type of the value; null if it is that of the topic.</param>
    public async Task<bool> AddAndSetAsync(
        string path, string topicType, JsonNode? value, JsonObject? constraint = null, JsonObject? properties = null, string? valueType = null)
    {
        const int created = 1;
        JsonElement result = await RunAsync("set", new()
        {
            ["path"] = path,
            ["type"] = valueType ?? topicType.ToLowerInvariant(),
            ["value"] = value,
            ["constraint"] = constraint,
            ["specification"] = new JsonObject { ["type"] = topicType, ["properties"] = properties },
        });
        return result.GetInt32() == created;
    }

    /// <summary>Appends to a time series topic.</summary>
    /// <param name="path">The topic.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The data type by the SDK's name; null lets the SDK infer it.</param>
    /// <param name="timestamp">The time of the event in milliseconds since 1970; null for the server's.</param>
    public async Task<JsMetadata> AppendAsync(string path, JsonNode? value, string? type = "json", long? timestamp = null) =>
        JsMetadata.Of(await RunAsync("append", new() { ["path"] = path, ["value"] = value, ["type"] = type, ["timestamp"] = timestamp }));

    /// <summary>Edits an event of a time series topic.</summary>
    /// <param name="path">The topic.</param>
    /// <param name="sequence">The sequence number of the original event.</param>
    /// <param name="value">The new value.</param>
    /// <param name="type">The data type by the SDK's name; null lets the SDK infer it.</param>
    public async Task<JsMetadata> EditAsync(string path, long sequence, JsonNode? value, string? type = "json") =>
        JsMetadata.Of(await RunAsync("edit", new() { ["path"] = path, ["sequence"] = sequence, ["value"] = value, ["type"] = type }));

    /// <summary>Queries a time series topic.</summary>
    /// <param name="path">The topic.</param>
    /// <param name="steps">The calls on the range query in order, each <c>[method, arguments...]</c>: <c>["fromLast", 5]</c>.</param>
    public async Task<JsQueryResult> QueryAsync(string path, params JsonArray[] steps) =>
        new(await RunAsync("query", new() { ["path"] = path, ["steps"] = new JsonArray([.. steps]) }));

    /// <summary>Adds a value stream.</summary>
    /// <param name="selector">The topics; null makes it a fallback stream.</param>
    /// <param name="type">The data type by the SDK's name: json, string, int64, double, binary, any, timeseries(json) ...</param>
    public async Task<JsStream> AddStreamAsync(string? selector, string type)
    {
        (int id, JsEvents events) = AddSource();
        await RunAsync("addStream", new() { ["id"] = id, ["selector"] = selector, ["type"] = type });
        return new JsStream(events, () => RunAsync("closeStream", new() { ["id"] = id }));
    }

    /// <summary>Subscribes, in the default scope.</summary>
    public Task SelectAsync(params string[] selectors) => SelectWithScopeAsync(null, selectors);

    /// <summary>Subscribes, in a scope.</summary>
    public Task SelectWithScopeAsync(string? scope, params string[] selectors) =>
        RunAsync("select", new() { ["selectors"] = Array(selectors), ["scope"] = scope });

    /// <summary>Ends subscriptions of the default scope.</summary>
    public Task UnsubscribeAsync(params string[] selectors) => UnsubscribeWithScopeAsync(null, selectors);

    /// <summary>Ends subscriptions of a scope.</summary>
    public Task UnsubscribeWithScopeAsync(string? scope, params string[] selectors) =>
        RunAsync("unsubscribe", new() { ["selectors"] = Array(selectors), ["scope"] = scope });

    /// <summary>Ends subscriptions of every scope.</summary>
    public Task UnsubscribeAllScopesAsync(params string[] selectors) =>
        RunAsync("unsubscribeAllScopes", new() { ["selectors"] = Array(selectors) });

    /// <summary>Fetches.</summary>
    /// <param name="selector">What to fetch.</param>
    /// <param name="steps">The calls on the fetch request, each <c>[method, arguments...]</c>: <c>["first", 5]</c>.</param>
    public async Task<JsFetchResult> FetchAsync(string selector, params JsonArray[] steps) =>
        new(await RunAsync("fetch", new() { ["selectors"] = Array(selector), ["steps"] = new JsonArray([.. steps]) }));

    /// <summary>Waits for a session lock.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="scope">0: until the session ends, 1: until its connection is lost; null for the SDK's default.</param>
    public async Task<JsLock> LockAsync(string name, int? scope = null)
    {
        int id = Interlocked.Increment(ref _lastNumber);
        return new JsLock(this, id, await RunAsync("lock", new() { ["id"] = id, ["name"] = name, ["scope"] = scope }));
    }

    /// <summary>Pings the server: the time of the answer and the round trip in milliseconds.</summary>
    public async Task<(long Timestamp, long RoundTrip)> PingAsync()
    {
        JsonElement details = await RunAsync("ping", []);
        return (details.GetProperty("timestamp").GetInt64(), details.GetProperty("rtt").GetInt64());
    }

    /// <summary>The session's properties as the server tells them.</summary>
    public Task<JsonElement> GetPropertiesAsync() => RunAsync("properties", []);

    /// <summary>Calls any method that takes plain JSON, by its dotted path from the session: <c>timeseries.append</c>.</summary>
    public Task<JsonElement> CallAsync(string method, params JsonNode?[] arguments) =>
        RunAsync("call", new() { ["method"] = method, ["args"] = new JsonArray(arguments) });

    /// <summary>Whether the SDK says it is connected.</summary>
    public async Task<bool> IsConnectedAsync() => (await RunAsync("state", [])).GetProperty("connected").GetBoolean();

    /// <summary>Closes the session and returns the number of the close reason.</summary>
    public async Task<int> CloseAsync() => (await RunAsync("close", [])).GetProperty("id").GetInt32();

    /// <summary>Kills the process: to the server, a connection that breaks off.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _script.DisposeAsync();
        }
    }

    /// <summary>Closes the session, if it is open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await JsDrivers.ReturnAsync(_script);
        }
    }

    internal Task<JsonElement> RunAsync(string command, JsonObject arguments) => _script.RunAsync(command, arguments);

    /// <summary>Registers something that tells events, under a number of its own.</summary>
    internal async Task<JsRegistration> RegisterAsync(string command, JsonObject arguments)
    {
        (int id, JsEvents events) = AddSource();
        arguments["id"] = id;
        await RunAsync(command, arguments);
        return new JsRegistration(this, id, events);
    }

    internal (int Id, JsEvents Events) AddSource()
    {
        int id = Interlocked.Increment(ref _lastNumber);
        return (id, _streams[id] = new JsEvents(() => _script.Errors));
    }

    private static void AddIfGiven(JsonObject options, string name, string? value)
    {
        if (value is not null)
        {
            options[name] = value;
        }
    }

    private static JsonArray Array(params string[] texts) => new([.. texts]);

    private void OnEvent(JsonElement message)
    {
        int source = message.GetProperty("source").GetInt32();
        JsEvents? events = source == _number ? Events : _streams.GetValueOrDefault(source);
        events?.Add(message.GetProperty("event"));
    }

    private void EndEventsAfter(Task completion) => completion.ContinueWith(
        _ =>
        {
            Events.End();
            foreach (JsEvents events in _streams.Values)
            {
                events.End();
            }
        },
        TaskScheduler.Default);
}
