using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Data;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The fetches of the golden vectors. The outcome is one line a topic, and a plus sign if there are more.</summary>
internal static class FetchVectors
{
    public static IEnumerable<CallVector> All { get; } =
    [
        Fetch("plain", request => request),
        Fetch("withValues_dt_json", request => request.WithValues<IJSON>()),
        Fetch("withValues_dt_string", request => request.WithValues<string>()),
        Fetch("withValues_dt_any", request => request.WithValues<IBytes>()),
        Fetch("withProperties", request => request.WithProperties()),
        Fetch("withSizes", request => request.WithSizes()),
        Fetch("first_5", request => request.First(5)),
        Fetch("last_5", request => request.Last(5)),
        Fetch("from_a_b", request => request.From("a/b")),
        Fetch("after_a_b", request => request.After("a/b")),
        Fetch("to_a_b", request => request.To("a/b")),
        Fetch("before_a_b", request => request.Before("a/b")),
        Fetch("topicTypes_TT_JSON_TT_STRING_TT_TIME_SERIES", request => request.TopicTypes([TopicType.JSON, TopicType.STRING, TopicType.TIME_SERIES])),
        Fetch("maximumResultSize_1000", request => request.MaximumResultSize(1000)),
        Fetch("limitDeepBranches_3_2", request => request.LimitDeepBranches(3, 2)),
        Fetch("withUnpublishedDelayedTopics", request => request.WithUnpublishedDelayedTopics()),
        Fetch("result_json_values", request => request.WithValues<IJSON>().First(2), ">a", """a/1 JSON {"a":1}; a/2 JSON; +"""),
        Fetch("result_properties", request => request.WithProperties(), ">a", "a/1 JSON VALIDATE_VALUES=true; a/2 JSON"),
        Fetch("result_sizes", request => request.WithSizes(), ">a", "a/1 JSON (300, 1, 300); a/2 JSON; a/ts TIME_SERIES (20, 7, 140)"),
    ];

    private static CallVector Fetch<TValue>(
        string name,
        Func<IFetchRequest<object>, IFetchRequest<TValue>> build,
        string selector = "?Chat//",
        string outcome = "") => new($"fetch_{name}", async session =>
        {
            IFetchResult<TValue> result = await build(session.Topics.FetchRequest).FetchAsync(selector);
            return string.Join("; ", result.Results.Select(Describe).Concat(result.HasMore ? ["+"] : []));
        }, outcome);

    private static string Describe<TValue>(ITopicResult<TValue> topic)
    {
        string value = topic.Value is IJSON json ? $" {json.ToJSONString()}" : string.Empty;
        string size = topic.ValueCount > 0 ? $" ({topic.ValueSize}, {topic.ValueCount}, {topic.ValueTotalSize})" : string.Empty;
        string properties = string.Concat(topic.Specification.Properties.Select(property => $" {property.Key}={property.Value}"));
        return $"{topic.Path} {topic.Type}{value}{properties}{size}";
    }
}
