using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The same bytes as the official SDK for the same call, and its answers understood.</summary>
public sealed class CallVectorTests : LoggedTest
{
    internal static IReadOnlyList<CallVector> All { get; } =
    [
        .. CallVectors.Topics, .. CallVectors.Subscriptions, .. CallVectors.Updates, .. ConstraintVectors.All, .. FetchVectors.All,
        .. TimeSeriesVectors.All, .. SecurityVectors.All, .. SessionControlVectors.All, .. MessagingVectors.All,
    ];

    public static TheoryData<string> Names => [.. All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "TOPIC-05, TOPIC-06, TOPIC-08, TOPIC-10, TOPIC-11, TOPIC-30, TOPIC-31, TOPIC-33, TOPIC-36, TOPIC-37, TOPIC-73, TOPIC-74, TOPIC-76, TOPIC-77, TOPIC-78, SESS-31, SEC-04, SEC-10, SEC-11, SEC-12, SEC-13, SEC-20, SEC-21, SEC-22")]
    [Trait("Rule", "SEC-30, SEC-31, SEC-32, SEC-33, SEC-34, SEC-35, SEC-36, SEC-40, SEC-50, SEC-51, SEC-52, SEC-54, SEC-60, SEC-63")]
    public async Task Call_OfTheOfficialSdk_SendsItsBytesAndReportsItsResult(string name)
    {
        CallVector vector = All.Single(candidate => candidate.Name == name);
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ClientRequest recorded = ClientRequest.Read(GoldenVectors.Get(vector.Request).Bytes);
        await scripted.CountToAsync(vector.TakesStream ? recorded.Conversation - 2 : 0);

        Task<string?> call = vector.Call(scripted.Session);

        ClientRequest sent = await scripted.TakeRequestAsync();
        sent.Should().Be(recorded with { Conversation = sent.Conversation });
        call.IsCompleted.Should().BeFalse("there is no answer yet");
        scripted.Connection.Give(vector.Response is { } response ? sent.Readdress(GoldenVectors.Get(response).Bytes) : sent.Answer());
        (await call.Within()).Should().Be(vector.Outcome);
    }

    [Fact]
    [Trait("Rule", "WIRE-23")]
    public async Task Conversations_OfASession_CountFromOne()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task first = scripted.Session.Ping.PingServerAsync();
        Task second = scripted.Session.Ping.PingServerAsync();

        (await scripted.Connection.TakeAsync()).Should().Equal(0x00, 0x38, 0x01);
        (await scripted.Connection.TakeAsync()).Should().Equal(0x00, 0x38, 0x02);
        scripted.Connection.Give("0602");
        await second.Within();
        first.IsCompleted.Should().BeFalse();
        scripted.Connection.Give("0601");
        await first.Within();
    }
}
