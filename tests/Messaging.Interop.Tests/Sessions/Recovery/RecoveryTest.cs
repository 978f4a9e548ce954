using System.Globalization;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions.Recovery;

/// <summary>Base of tests in which the official SDK loses its connections and makes new ones by its own rules.</summary>
public abstract class RecoveryTest : InteropTest
{
    private protected LossyRelay Relay { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Relay = Own(new LossyRelay(Server.Url));
    }

    /// <summary>A session through the relay that comes back at once.</summary>
    internal async Task<JsSession> ConnectThroughRelayAsync(LossyRelay? relay = null) => Own(await JsSession.ConnectAsync(
        (relay ?? Relay).Url,
        "admin",
        "password",
        new() { ["reconnect"] = new JsonObject { ["timeout"] = 60_000, ["interval"] = 5 } }));

    /// <summary>Cuts the connection and waits until the SDK has another one.</summary>
    internal async Task CutAsync(JsSession js, bool leavesServerHalfOpen = false)
    {
        Relay.Cut(leavesServerHalfOpen);
        await js.Events.NextAsync("disconnect");
        await js.Events.NextAsync("reconnect");
    }

    /// <summary>Adds a time series of JSON values that retains everything.</summary>
    internal static Task AddSeriesAsync(JsSession js, string path) => js.AddTopicAsync(path, "TIME_SERIES", new()
    {
        ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
        ["TIME_SERIES_RETAINED_RANGE"] = "limit 100000",
        ["TIME_SERIES_SUBSCRIPTION_RANGE"] = "limit 100000",
    });

    /// <summary>The values of a time series in order.</summary>
    internal static async Task<IReadOnlyList<int>> ReadSeriesAsync(JsSession js, string path) =>
        [.. (await js.QueryAsync(path, ["as", "json"])).Events.Select(read => int.Parse(read.Value.ToString(), CultureInfo.InvariantCulture))];
}
