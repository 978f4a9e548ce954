using System.Globalization;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.Interop.Tests.Rooms;

/// <summary>A time series to which JavaScript and .NET append and edit in turn: the one of <see cref="RangeForms"/>.</summary>
internal static class SharedSeries
{
    /// <summary>The time of its first event, in milliseconds since 1970.</summary>
    public const long Start = 1_700_000_000_000;

    private static readonly int[] Offsets = [0, 10, 10, 20, 40, 80];

    /// <summary>Makes the series.</summary>
    public static async Task CreateAsync(string path, JsSession js, ISession session)
    {
        await session.TopicControl.AddTopicAsync(path, Specification).Within();
        for (int i = 0; i < Offsets.Length; i++)
        {
            if (i % 2 == 0)
            {
                await js.AppendAsync(path, Message($"{i}"), timestamp: Start + Offsets[i]);
            }
            else
            {
                DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(Start + Offsets[i]);
                await session.TimeSeries.AppendAsync(path, Value($"{i}"), time, CancellationToken.None).Within();
            }
        }

        await js.EditAsync(path, 1, Message("6: edit of 1"));
        await session.TimeSeries.EditAsync(path, 3, Value("7: edit of 3")).Within();
        await session.TimeSeries.EditAsync(path, 1, Value("8: edit of 1")).Within();
        await js.AppendAsync(path, Message("9"));
        await session.TimeSeries.AppendAsync(path, Value("10")).Within();
        await js.EditAsync(path, 9, Message("11: edit of 9"));
    }

    /// <summary>The specification of the lesson.</summary>
    public static ITopicSpecification Specification => Diffusion.NewSpecification(TopicType.TIME_SERIES)
        .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, "json")
        .WithProperty(TopicSpecificationProperty.TimeSeriesRetainedRange, "limit 100")
        .WithProperty(TopicSpecificationProperty.TimeSeriesSubscriptionRange, "limit 100");

    /// <summary>Asks through the vendor's .NET API, and writes the result as <c>series.mjs</c> does.</summary>
    public static async Task<JsonObject> QueryAsync(ISession session, string path, string form)
    {
        IQueryResult<IJSON> result = await RangeForm.Apply(session.TimeSeries.RangeQuery, form).As<IJSON>().SelectFromAsync(path).Within();
        return new JsonObject
        {
            ["selectedCount"] = result.SelectedCount,
            ["isComplete"] = result.IsComplete,
            ["streamStructure"] = result.StreamStructure.ToString(),
            ["events"] = new JsonArray([.. result.Events.Select(Plain)]),
        };
    }

    /// <summary>An event of the vendor's .NET API, written as <c>series.mjs</c> does.</summary>
    public static JsonObject Plain(IEvent<IJSON> one)
    {
        JsonObject plain = Plain(one.Metadata);
        plain["value"] = JsonNode.Parse(one.Value.ToJSONString());
        plain["isEditEvent"] = one.IsEditEvent;
        plain["originalEvent"] = Plain(one.OriginalMetadata);
        return plain;
    }

    /// <summary>The sequence numbers of a result in this form.</summary>
    public static string Sequences(JsonNode result) =>
        string.Join(' ', result["events"]!.AsArray().Select(one => one!["sequence"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture)));

    private static JsonObject Plain(IEventMetadata metadata) => new()
    {
        ["sequence"] = metadata.Sequence,
        ["timestamp"] = metadata.Timestamp,
        ["author"] = metadata.Author,
    };

    private static JsonObject Message(string text) => new() { ["text"] = text, ["name"] = "JavaScript 😀", ["timestamp"] = "11/23/2026, 8:00:00 PM" };

    private static IJSON Value(string text) => Diffusion.DataTypes.JSON.FromJSONString($$"""{"text":"{{text}}","name":".NET","timestamp":"2026-11-23T20:00:00.000Z"}""");
}
