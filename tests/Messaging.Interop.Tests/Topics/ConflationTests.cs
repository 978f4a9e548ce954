using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.LocalServer;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Topics;

/// <summary>What the official SDK makes of a topic that was conflated for it: it must not notice anything but that values are missing.</summary>
/// <remarks>What is published is more than all buffers between the server and a session that does not read, so that much waits in the server.</remarks>
public sealed class ConflationTests : InteropTest
{
    private const int Updates = 3000;
    private const int Batch = 100;

    /// <remarks>
    /// Every other update changes only the number, so that it travels as a delta to whoever has the one before. The time series gets
    /// a small event every <see cref="Batch"/> updates: it is not conflated, whatever waits.
    /// </remarks>
    [Fact]
    [Trait("Rule", "TOPIC-90")]
    [Trait("Rule", "TOPIC-91")]
    public async Task Updates_WhileASessionDoesNotRead_AreTheLatestValueForItAndAllEventsOfASeries()
    {
        LocalDiffusionServer server = Own(await LocalDiffusionServer.StartAsync(Configure(new() { SystemPingPeriod = TimeSpan.Zero, BackPressureThreshold = 256 * 1024 })).Within());
        StallingRelay relay = Own(StallingRelay.Start(server.Url));
        JsSession writer = Own(await JsSession.ConnectAsync(server.Url, "admin", "password"));
        await writer.AddTopicAsync("value", "JSON");
        await writer.AddTopicAsync("series", "TIME_SERIES", new JsonObject
        {
            ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
        });
        (JsStream all, _) = await ReadAsync(server.Url);
        (JsStream some, JsStream events) = await ReadAsync(relay.Url);

        relay.Stall();
        for (int first = 1; first <= Updates; first += Batch)
        {
            await PublishAsync(writer, first);
            (await all.Events.NextValuesAsync(Batch)).Select(NumberOf).Should().Equal(Enumerable.Range(first, Batch), "nobody waits for one who does not read");
        }

        relay.Flow();
        List<int> received = [];
        while (received.LastOrDefault() != Updates)
        {
            received.Add(ReadWhole(await some.NextValueAsync()));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{received.Count} of {Updates} values came to the one that did not read");
        received.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.HaveCountLessThan(Updates * 9 / 10).And.HaveCountGreaterThan(1);
        (await events.NextSeriesEventsAsync(Updates / Batch)).Select(@event => @event.Metadata.Sequence).Should().Equal(Enumerable.Range(0, Updates / Batch).Select(i => (long)i));

        // It has caught up, gets everything again, and its deltas build on the value that was held back.
        await PublishAsync(writer, Updates + 1);
        (await some.Events.NextValuesAsync(Batch)).Select(ReadWhole).Should().Equal(Enumerable.Range(Updates + 1, Batch));
    }

    private static async Task PublishAsync(JsSession writer, int first)
    {
        List<Task> published = [.. Enumerable.Range(first, Batch).Select(number => writer.SetAsync("value", "json", Document(number)))];
        published.Add(writer.AppendAsync("series", first));
        await Task.WhenAll(published).Within();
    }

    // Two documents in a row share their noise, which neither a delta nor compression makes small for the first of them.
    private static JsonObject Document(int number)
    {
        byte[] noise = new byte[6000];
        new Random(number / 2).NextBytes(noise);
        return new JsonObject { ["number"] = number, ["noise"] = Convert.ToBase64String(noise) };
    }

    private static int NumberOf(JsonElement value) => value.GetProperty("number").GetInt32();

    /// <summary>The number of a value, which has to be as it was published: a delta on another value would give something else.</summary>
    private static int ReadWhole(JsonElement value)
    {
        int number = NumberOf(value);
        Text(value).Should().Be(Document(number).ToJsonString(), "value {0}", number);
        return number;
    }

    private async Task<(JsStream Values, JsStream Events)> ReadAsync(Uri url)
    {
        JsSession session = Own(await JsSession.ConnectAsync(url, "admin", "password"));
        JsStream values = await session.AddStreamAsync("value", "json");
        JsStream events = await session.AddStreamAsync("series", "timeseries(json)");
        await session.SelectAsync("value", "series");
        await values.NextAsync("subscribe");
        await events.NextAsync("subscribe");
        return (values, events);
    }
}
