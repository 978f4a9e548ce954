using System.Text.Json;
using System.Threading.Channels;

namespace Messaging.TestKit.Node;

/// <summary>What a listener in Node was told, in order, one step at a time.</summary>
/// <param name="output">What Node printed so far: part of the message when an expected event does not come.</param>
public sealed class JsEvents(Func<string> output)
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();

    /// <summary>The next event. Fails when none comes or Node ends.</summary>
    public async Task<JsEvent> NextAsync()
    {
        try
        {
            return new JsEvent(await _events.Reader.ReadAsync().Within());
        }
        catch (Exception e) when (e is TimeoutException or ChannelClosedException)
        {
            throw new InvalidOperationException($"An event was expected from the JavaScript SDK but none came.\n{output()}", e);
        }
    }

    /// <summary>The next event, which has to be of this kind.</summary>
    /// <param name="kind">subscribe, value, unsubscribe, close, disconnect, ...</param>
    public async Task<JsEvent> NextAsync(string kind)
    {
        JsEvent next = await NextAsync();
        Assert.True(next.Kind == kind, $"The next event should be '{kind}' but is {next}.");
        return next;
    }

    /// <summary>The values of the next events, all of which have to be values.</summary>
    public async Task<IReadOnlyList<JsonElement>> NextValuesAsync(int count)
    {
        var values = new List<JsonElement>(count);
        while (values.Count < count)
        {
            values.Add((await NextAsync("value")).Value);
        }

        return values;
    }

    /// <summary>The events that came and were not read yet: for "nothing else came", after an answer that would come later.</summary>
    public IReadOnlyList<JsEvent> TakeAll()
    {
        var taken = new List<JsEvent>();
        while (_events.Reader.TryRead(out JsonElement next))
        {
            taken.Add(new JsEvent(next));
        }

        return taken;
    }

    internal void Add(JsonElement element) => _events.Writer.TryWrite(element);

    internal void End() => _events.Writer.TryComplete();
}
