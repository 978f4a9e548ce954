using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>The same bytes as the official SDK for the same call, and its answers understood.</summary>
public sealed class CallVectorTests : LoggedTest
{
    internal static IReadOnlyList<CallVector> All { get; } =
    [
        .. CallVectors.Topics, .. CallVectors.Subscriptions, .. CallVectors.Updates, .. ConstraintVectors.All, .. FetchVectors.All,
        .. TimeSeriesVectors.All,
    ];

    public static TheoryData<string> Names => [.. All.Select(vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "TOPIC-05, TOPIC-06, TOPIC-08, TOPIC-10, TOPIC-11, TOPIC-30, TOPIC-31, TOPIC-33, TOPIC-36, TOPIC-37, TOPIC-73, TOPIC-74, TOPIC-76, TOPIC-77, TOPIC-78, SESS-31")]
    public async Task Call_OfTheOfficialSdk_SendsItsBytesAndReportsItsResult(string name)
    {
        CallVector vector = All.Single(candidate => candidate.Name == name);
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        Task<string?> call = vector.Call(scripted.Session);

        ClientRequest sent = await scripted.TakeRequestAsync();
        ClientRequest recorded = ClientRequest.Read(GoldenVectors.Get(vector.Request).Bytes);
        sent.Should().Be(recorded with { Conversation = sent.Conversation });
        call.IsCompleted.Should().BeFalse("there is no answer yet");
        scripted.Connection.Give(sent.Readdress(GoldenVectors.Get(vector.Response).Bytes));
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
