using System.Text.Json;

namespace Messaging.TestKit.Node;

/// <summary>A value stream of a <see cref="JsSession"/>.</summary>
public sealed class JsStream
{
    private readonly Func<Task<JsonElement>> _close;

    internal JsStream(JsEvents events, Func<Task<JsonElement>> close)
    {
        Events = events;
        _close = close;
    }

    /// <summary>What the stream's listener was told.</summary>
    public JsEvents Events { get; }

    /// <inheritdoc cref="JsEvents.NextAsync(string)"/>
    public Task<JsEvent> NextAsync(string kind) => Events.NextAsync(kind);

    /// <summary>The next event's value.</summary>
    public async Task<JsonElement> NextValueAsync() => (await Events.NextAsync("value")).Value;

    /// <summary>The next event, which has to be a value of a time series stream.</summary>
    public async Task<JsSeriesEvent> NextSeriesEventAsync() => JsSeriesEvent.Of(await NextValueAsync());

    /// <summary>The values of the next events of a time series stream, all of which have to be values.</summary>
    public async Task<IReadOnlyList<JsSeriesEvent>> NextSeriesEventsAsync(int count) =>
        [.. (await Events.NextValuesAsync(count)).Select(JsSeriesEvent.Of)];

    /// <summary>Closes the stream; subscriptions stay.</summary>
    public Task CloseAsync() => _close();
}
