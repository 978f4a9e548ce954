using System.Text.Json;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>What errors of services become.</summary>
[Trait("Rule", "WIRE-24, WIRE-25, TOPIC-07, TOPIC-41, TOPIC-42")]
public sealed class ServiceErrorVectorTests : LoggedTest
{
    public static TheoryData<string, Type> AddTopicErrors => new()
    {
        { "add_topic_error_103", typeof(SessionSecurityException) },
        { "add_topic_error_110", typeof(ClusterRoutingException) },
        { "add_topic_error_9004", typeof(ExistingTopicException) },
        { "add_topic_error_9005", typeof(InvalidTopicPathException) },
        { "add_topic_error_9006", typeof(InvalidTopicSpecificationException) },
        { "add_topic_error_9007", typeof(TopicLicenseLimitException) },
        { "add_topic_error_9010", typeof(ExistingTopicException) },
        { "add_topic_error_9011", typeof(AddTopicException) },
        { "add_topic_error_unmapped_9999", typeof(SessionException) },
    };

    public static TheoryData<string> ServiceErrors =>
    [
        .. GoldenVectors.Topics.Concat(GoldenVectors.Security).Select(vector => vector.Name)
            .Where(name => name.StartsWith("service_error_", StringComparison.Ordinal) || name.StartsWith("service-error-", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(AddTopicErrors))]
    public async Task AddTopic_Refused_FailsWithTheTypeForTheCode(string name, Type type)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Func<Task> call = () => scripted.Session.TopicControl.AddTopicAsync("Chat/Room", TopicType.JSON);

        Exception failure = await FailureAsync(scripted, call, name);
        failure.Should().BeOfType(type);
        failure.Message.Should().Contain("Adding the topic 'Chat/Room'").And.Contain("server message");
        ((DiffusionException)failure).Reason.Description.Should().Be("server message");
    }

    [Theory]
    [MemberData(nameof(ServiceErrors))]
    public async Task Call_Refused_CarriesCodeAndWordsOfTheServer(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        JsonElement result = GoldenVectors.Get(name).SdkResult;
        JsonElement expected = result.TryGetProperty("rejectedWith", out JsonElement rejection) ? rejection : result;

        Exception failure = await FailureAsync(scripted, () => scripted.Session.Ping.PingServerAsync(), name);

        DiffusionException refusal = failure.Should().BeAssignableTo<DiffusionException>().Subject;
        refusal.Reason.Code.Should().Be(expected.GetProperty("id").GetInt32());
        string words = expected.GetProperty("reason").GetString()!;
        refusal.Message.Should().Contain(words.Length == 0 ? "does not say why" : words.TrimEnd('.'));
    }

    [Fact]
    public async Task Set_UnsatisfiedConstraint_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Exception failure = await FailureAsync(
            scripted,
            () => scripted.Session.TopicUpdate.SetAsync("P", "x", Diffusion.UpdateConstraints.NoTopic),
            "set_error_unsatisfied_constraint");

        failure.Should().BeOfType<UnsatisfiedConstraintException>().Which.Reason.Code.Should().Be(9012);
    }

    [Fact]
    public async Task Select_AccessDenied_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Exception failure = await FailureAsync(
            scripted, () => scripted.Session.Topics.SubscribeAsync("a"), "select_error_access_denied");

        failure.Should().BeOfType<SessionSecurityException>();
    }

    [Fact]
    public async Task Fetch_Refused_CarriesCodeAndWordsOfTheServer()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Exception failure = await FailureAsync(
            scripted, () => scripted.Session.Topics.FetchRequest.FetchAsync(">a"), "fetch_error");

        failure.Should().BeOfType<SessionSecurityException>().Which.Reason.Description.Should().Be("msg");
    }

    [Fact]
    public async Task Append_AccessDenied_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Exception failure = await FailureAsync(
            scripted, () => scripted.Session.TimeSeries.AppendAsync("Chat/Room", "hi"), "ts_append_error_access_denied");

        failure.Should().BeOfType<SessionSecurityException>().Which.Message.Should().Contain("Appending to the time series 'Chat/Room'");
    }

    [Fact]
    [Trait("Rule", "TOPIC-83")]
    public async Task RangeQuery_NoSuchTopic_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Exception failure = await FailureAsync(
            scripted, () => scripted.Session.TimeSeries.RangeQuery.SelectFromAsync("T"), "ts_range_error");

        failure.Should().BeOfType<NoSuchTopicException>().Which.Message.Should().Contain("Querying the time series 'T'");
    }

    private static async Task<Exception> FailureAsync(ScriptedSession scripted, Func<Task> call, string answer)
    {
        Task pending = call();
        ClientRequest request = await scripted.TakeRequestAsync();
        scripted.Connection.Give(request.Readdress(GoldenVectors.Get(answer).Bytes));
        return (await FluentActions.Awaiting(() => pending.Within()).Should().ThrowAsync<Exception>()).Which;
    }
}
