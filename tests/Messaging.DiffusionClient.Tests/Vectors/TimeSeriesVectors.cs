using System.Globalization;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The appends, edits and range queries of the golden vectors.</summary>
internal static class TimeSeriesVectors
{
    private const string Appended = "5 @1700000000123 by 'user'";
    private const string NoValues = "0 of 0 VALUE_EVENT_STREAM";
    private const string NoEdits = "0 of 0 EDIT_EVENT_STREAM";

    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    public static IEnumerable<CallVector> All { get; } = [.. Updates(), .. Queries(), .. QueriesOfTwoRanges(), .. Results()];

    /// <summary>Metadata in one line.</summary>
    public static string Show(IEventMetadata metadata) => $"{metadata.Sequence} @{metadata.Timestamp} by '{metadata.Author}'";

    private static CallVector[] Updates() =>
    [
        Update("append_json", series => series.AppendAsync("Chat/Room", CallVectors.Json("""{"m":"hi"}"""))),
        Update("append_string", series => series.AppendAsync("Chat/Room", "hi")),
        Update("append_int64", series => series.AppendAsync<long?>("Chat/Room", 5)),
        Update("append_double", series => series.AppendAsync<double?>("Chat/Room", 1.5)),
        Update("append_binary", series => series.AppendAsync("Chat/Room", Diffusion.DataTypes.Binary.ReadValue("xyz"u8.ToArray()))),
        Update("append_json_with_timestamp", series => series.AppendAsync("Chat/Room", CallVectors.Json("""{"m":"hi"}"""), Time)),
        Update("edit_json", series => series.EditAsync("Chat/Room", 300, CallVectors.Json("""{"m":"ed"}"""))),
    ];

    private static CallVector[] Queries() =>
    [
        new("ts_range", session => SelectAsync(session.TimeSeries.RangeQuery), NoValues),
        Query("forValues", query => query.ForValues(), NoValues),
        Query("forEdits", query => query.ForEdits(), NoEdits),
        Query("forEdits_latestEdits", query => query.ForEdits().LatestEdits(), NoEdits),
        Query("forEdits_allEdits", query => query.ForEdits().AllEdits(), NoEdits),
        Query("fromStart", query => query.FromStart(), NoValues),
        Query("from_5", query => query.From(5), NoValues),
        Query("from_date_1700000000123", query => query.From(Time), NoValues),
        Query("fromLast_10", query => query.FromLast(10), NoValues),
        Query("fromLastMillis_60000", query => query.FromLast(TimeSpan.FromMinutes(1)), NoValues),
        Query("to_7", query => query.To(7), NoValues),
        Query("to_date_1700000000123", query => query.To(Time.ToOffset(TimeSpan.FromHours(5))), NoValues),
        Query("toStart", query => query.ToStart(), NoValues),
        Query("untilLast_3", query => query.UntilLast(3), NoValues),
        Query("untilLastMillis_5000", query => query.UntilLast(TimeSpan.FromSeconds(5)), NoValues),
        Query("next_5", query => query.Next(5), NoValues),
        Query("nextMillis_1000", query => query.Next(TimeSpan.FromSeconds(1)), NoValues),
        Query("previous_5", query => query.Previous(5), NoValues),
        Query("previousMillis_1000", query => query.Previous(TimeSpan.FromSeconds(1)), NoValues),
        Query("limit_10", query => query.Limit(10), NoValues),
    ];

    private static CallVector[] QueriesOfTwoRanges() =>
    [
        Query("from_10_to_20", query => query.From(10).To(20), NoValues),
        Query("fromLast_10_limit_5", query => query.FromLast(10).Limit(5), NoValues),
        Query("from_1_to_2_editRange_from_3_to_4", query => query.From(1).To(2).EditRange().From(3).To(4), NoValues),
        Query("forEdits_from_1_to_2_latestEdits_from_3_next_4", query => query.ForEdits().From(1).To(2).LatestEdits().From(3).Next(4), NoEdits),
    ];

    private static CallVector[] Results() =>
    [
        Query(
            "result_original_and_edit",
            query => query.As<IJSON>(),
            """
            2 of 2 VALUE_EVENT_STREAM; 5 @1700000000123 by 'user' {"m":"hi"}; 6 @1700000000999 by 'user' for 1 @1700000000000 by 'bob' {"m":"hi"}
            """),
        Query("result_incomplete", query => query.Limit(1).As<IJSON>(), """1 of 100 VALUE_EVENT_STREAM +; 5 @1700000000123 by 'user' {"m":"hi"}"""),
    ];

    private static CallVector Update(string name, Func<ITimeSeries, Task<IEventMetadata>> update) =>
        new($"ts_{name}", async session => Show(await update(session.TimeSeries)), Appended);

    private static CallVector Query<TValue>(string name, Func<IRangeQuery<IBytes>, IRangeQuery<TValue>> build, string outcome) =>
        new($"ts_range_{name}", session => SelectAsync(build(session.TimeSeries.RangeQuery)), outcome);

    private static async Task<string?> SelectAsync<TValue>(IQuery<TValue> query)
    {
        IQueryResult<TValue> result = await query.SelectFromAsync("T");
        string count = string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Events.Count()} of {result.SelectedCount} {result.StreamStructure}{(result.IsComplete ? string.Empty : " +")}");
        return string.Join("; ", result.Events.Select(Show).Prepend(count));
    }

    private static string Show<TValue>(IEvent<TValue> entry) =>
        $"{Show(entry.Metadata)} {(entry.IsEditEvent ? $"for {Show(entry.OriginalMetadata)} " : string.Empty)}{(entry.Value as IJSON)?.ToJSONString()}";
}
