using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.Interop.Tests.Rooms;
using Messaging.TestKit.Node;
using Microsoft.Playwright;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Browser;

/// <summary>The browser bundle of the official SDK in headless Chromium, on time series with .NET.</summary>
[Collection<ChromiumCollection>]
public sealed class BrowserSeriesTests(ChromiumFixture chromium) : BrowserTest(chromium)
{
    private string Series => PathOf("series");

    [Fact]
    [Trait("Rule", "TOPIC-79")]
    public async Task Queries_OfEveryForm_GiveTheSameInTheBrowserAndInDotNet()
    {
        ISession session = await OpenAsync();
        await SharedSeries.CreateAsync(Series, await JoinServerAsync(), session);
        IPage page = await OpenSeriesAsync();
        List<string> differences = [];

        foreach (TheoryDataRow<string, string> row in RangeForms.All)
        {
            (string form, string expected) = row.Data;
            JsonNode inBrowser = await QueryAsync(page, form);
            JsonObject inDotNet = await SharedSeries.QueryAsync(session, Series, form);
            if (SharedSeries.Sequences(inBrowser) != expected || !JsonNode.DeepEquals(inBrowser, inDotNet))
            {
                differences.Add($"{form}: {expected}\n  browser {inBrowser.ToJsonString()}\n  .NET    {inDotNet.ToJsonString()}");
            }
        }

        differences.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TOPIC-71")]
    public async Task Events_OfThePageAndOfDotNet_AreTheSameToBoth()
    {
        ISession session = await OpenAsync();
        IPage page = await OpenSeriesAsync();
        ValueRecorder<IEvent<IJSON>> inDotNet = new();
        session.Topics.AddTimeSeriesStream(Series, inDotNet);
        await session.Topics.SubscribeAsync(Series).Within();

        JsMetadata first = await CallAsync(page, "append", Message("from the page 😀"), 1_700_000_000_123);
        IEventMetadata second = await session.TimeSeries.AppendAsync(Series, Value(Message("from .NET 東京"))).Within();
        IEventMetadata third = await session.TimeSeries.EditAsync(Series, 0, Value(Message("edited by .NET"))).Within();
        JsMetadata fourth = await CallAsync(page, "edit", 1, Message("edited by the page"));

        first.Should().Be(new JsMetadata(0, 1_700_000_000_123, User));
        JsonArray inPage = await EventsAsync(page, 4);
        foreach ((int i, JsMetadata returned) in new[] { first, Same(second), Same(third), fourth }.Index())
        {
            JsonObject seen = SharedSeries.Plain(await inDotNet.NextAsync());
            JsonNode.DeepEquals(inPage[i], seen).Should().BeTrue("{0} should be {1}", inPage[i], seen);
            seen["sequence"]!.GetValue<long>().Should().Be(i).And.Be(returned.Sequence);
            seen["timestamp"]!.GetValue<long>().Should().Be(returned.Timestamp);
            seen["author"]!.GetValue<string>().Should().Be(User).And.Be(returned.Author);
        }

        (await LinesAsync(page, 4)).Should().Equal(
            "8:00 Ada: from the page 😀", "8:00 Ada: from .NET 東京", "8:00 Ada: edited by .NET", "8:00 Ada: edited by the page");
    }

    [Fact]
    public async Task Room_ThatRemembers_IsTheSameToThePageAndToDotNet()
    {
        IChatRoom room = await CreateClient("Ada").JoinAsync("series", new RoomOptions { Kind = RoomKind.History }).Within();
        StreamProbe<RoomEvent> events = room.ReadAsync().Probe();
        (await events.NextAsync()).Should().BeOfType<CaughtUp>();
        IPage page = await OpenSeriesAsync();

        JsMetadata first = await CallAsync(page, "append", Message("from the page 😀"));
        ChatMessage posted = await NextMessageAsync(events);
        SendReceipt second = await room.SendAsync("from .NET").Within();
        await CallAsync(page, "edit", 1, Message("edited by the page"));
        await room.EditAsync(0, "edited by .NET").Within();
        await room.RemoveAsync(0).Within();

        (posted.Text, posted.Event!.Sequence, posted.Event.Timestamp.ToUnixTimeMilliseconds(), posted.Event.Author)
            .Should().Be(("from the page 😀", 0, first.Timestamp, User));
        JsonArray inPage = await EventsAsync(page, 5);
        inPage[1]!["timestamp"]!.GetValue<long>().Should().Be(second.Event!.Timestamp.ToUnixTimeMilliseconds());
        (await LinesAsync(page, 5)).Select(line => line[(line.IndexOf("Ada: ", StringComparison.Ordinal) + 5)..]).Should().Equal(
            "from the page 😀", "from .NET", "edited by the page", "edited by .NET", "");
        RoomView view = (await events.NextAsync(4)).Aggregate(RoomView.Empty.Apply(new MessagePosted(posted)), (seen, next) => seen.Apply(next));
        view.Items.Select(item => item.Message?.Text).Should().Equal(null, "edited by the page");
        IPage later = await OpenSeriesAsync();
        (await EventsAsync(later, 4)).Select(one => one!["sequence"]!.GetValue<long>()).Should().Equal([0, 1, 2, 4], "edit 3 is obsolete");
    }

    private static JsonObject Message(string text) => new() { ["text"] = text, ["name"] = "Ada", ["timestamp"] = "8:00" };

    private static IJSON Value(JsonObject value) => Diffusion.DataTypes.JSON.FromJSONString(value.ToJsonString());

    private static JsMetadata Same(IEventMetadata metadata) => new(metadata.Sequence, metadata.Timestamp, metadata.Author);

    private static async Task<JsonNode> QueryAsync(IPage page, string form) => JsonNode.Parse(await page.EvaluateAsync<string>(
        "async steps => JSON.stringify(await query(JSON.parse(steps)))", new JsonArray([.. RangeForm.Steps(form)]).ToJsonString()))!;

    /// <summary>Calls <c>append</c> or <c>edit</c> of the page.</summary>
    private static async Task<JsMetadata> CallAsync(IPage page, string function, params JsonNode[] arguments)
    {
        Array.ForEach(arguments, argument => TestSecrets.ConcealPayload(argument.ToJsonString()));
        return JsonSerializer.Deserialize<JsMetadata>(
            await page.EvaluateAsync<string>(
                "async ([name, args]) => JSON.stringify(await window[name](...JSON.parse(args)))",
                new[] { function, new JsonArray([.. arguments]).ToJsonString() }),
            JsonSerializerOptions.Web)!;
    }

    private static async Task<JsonArray> EventsAsync(IPage page, int count)
    {
        await page.WaitForFunctionAsync("count => room.events.length >= count", count);
        return JsonNode.Parse(await page.EvaluateAsync<string>("() => JSON.stringify(room.events)"))!.AsArray();
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(IPage page, int count)
    {
        ILocator lines = page.Locator("#messages li");
        await lines.Nth(count - 1).WaitForAsync();
        return await lines.AllTextContentsAsync();
    }

    private async Task<IPage> OpenSeriesAsync()
    {
        IPage page = await OpenPageAsync(PageServer.History);
        await page.EvaluateAsync("([options, path]) => join(options, path)", new object[] { Options(Url, User, Password), Series });
        return page;
    }
}
