using System.Text.RegularExpressions;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;
using PushTechnology.ClientInterface.Data.JSON;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>Every call of the golden vectors that this client has, but fetch and constraints.</summary>
internal static partial class CallVectors
{
    public static IEnumerable<CallVector> Topics { get; } =
    [
        Add("add_topic_json", TopicType.JSON),
        Add("add_topic_string", TopicType.STRING),
        Add("add_topic_int64", TopicType.INT64),
        Add("add_topic_double", TopicType.DOUBLE),
        Add("add_topic_binary", TopicType.BINARY),
        Add("add_topic_already_exists", TopicType.JSON, "EXISTS"),
        new("add_topic_time_series", async session => (await session.TopicControl.AddTopicAsync("Chat/Room", TimeSeries())).ToString(), "CREATED"),
        .. PropertyNames().Select(AddWithProperty),
        Remove("remove_topics", "?Chat//", "3"),
        Remove("remove_topics_path", "Chat/Room", "300"),
    ];

    public static IEnumerable<CallVector> Subscriptions { get; } =
    [
        Void("select_path", session => session.Topics.SubscribeAsync("Chat/Room")),
        Void("select_pattern", session => session.Topics.SubscribeAsync("?Chat//")),
        Void("select_set", session => session.Topics.SubscribeAsync("#>a////>b////?c/")),
        Void("select_with_scope", session => session.Topics.SubscribeAsync("a", "myScope")),
        Void("unsubscribe", session => session.Topics.UnsubscribeAsync("Chat/Room")),
        Void("unsubscribe_with_scope", session => session.Topics.UnsubscribeAsync("a", "myScope")),
        Void("unsubscribe_all_scopes", session => session.Topics.UnsubscribeAllScopesAsync("a")),
        new("user_ping", async session => (await session.Ping.PingServerAsync()).RoundTripTimeSpan.ToString(), "00:00:00"),
    ];

    public static IEnumerable<CallVector> Updates { get; } =
    [
        Void("set_json", session => session.TopicUpdate.SetAsync("Chat/Room", Json("""{"m":"hi"}"""))),
        Void("set_string", session => session.TopicUpdate.SetAsync("Chat/Room", "hi")),
        Void("set_string_null", session => session.TopicUpdate.SetAsync<string?>("Chat/Room", null)),
        Void("set_int64", session => session.TopicUpdate.SetAsync<long?>("Chat/Room", 5)),
        Void("set_double", session => session.TopicUpdate.SetAsync<double?>("Chat/Room", 1.5)),
        Void("set_binary", session => session.TopicUpdate.SetAsync("Chat/Room", Diffusion.DataTypes.Binary.ReadValue("xyz"u8.ToArray()))),
        AddAndSet("add_and_set_created", "CREATED"),
        AddAndSet("add_and_set_exists", "EXISTS"),
    ];

    public static IJSON Json(string json) => Diffusion.DataTypes.JSON.FromJSONString(json);

    private static ITopicSpecification TimeSeries() => Diffusion.NewSpecification(TopicType.TIME_SERIES)
        .WithProperty(TopicSpecificationProperty.TimeSeriesEventValueType, "json")
        .WithProperty(TopicSpecificationProperty.TimeSeriesRetainedRange, "limit 100")
        .WithProperty(TopicSpecificationProperty.TimeSeriesSubscriptionRange, "limit 10");

    private static CallVector Void(string name, Func<ISession, Task> call) => new(name, async session =>
    {
        await call(session);
        return null;
    });

    private static CallVector Add(string name, TopicType type, string outcome = "CREATED") =>
        new(name, async session => (await session.TopicControl.AddTopicAsync("Chat/Room", type)).ToString(), outcome);

    private static CallVector Remove(string name, string selector, string outcome) =>
        new(name, async session => (await session.TopicControl.RemoveTopicsAsync(selector)).RemovedCount.ToString((IFormatProvider?)null), outcome);

    private static CallVector AddAndSet(string name, string outcome) => new(
        name,
        async session => (await session.TopicUpdate.AddAndSetAsync(
            "Chat/Room", Diffusion.NewSpecification(TopicType.JSON), Json("""{"m":"hi"}"""))).ToString(),
        outcome);

    private static IEnumerable<string> PropertyNames() =>
        GoldenVectors.Topics.Select(vector => PropertyRequest().Match(vector.Name)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static CallVector AddWithProperty(string name) => new(
        $"add_topic_property_{name}",
        async session => (await session.TopicControl.AddTopicAsync(
            "p", Diffusion.NewSpecification(TopicType.JSON).WithProperty(name.ToUpperInvariant(), "x"))).ToString(),
        "CREATED");

    [GeneratedRegex("^add_topic_property_(.+)_request$")]
    private static partial Regex PropertyRequest();
}
