using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>What the client answers by itself.</summary>
public sealed class ServerRequestVectorTests : LoggedTest
{
    internal static readonly (string Request, string Answer)[] Pairs =
    [
        ("system_ping_from_server", "system_ping_client_answer"),
        ("server_user_ping_from_server", "server_user_ping_client_answer"),
        ("unknown_service_from_server", "client_error_frame"),
        ("notify_subscription_json", "notify_subscription_client_ack"),
    ];

    public static TheoryData<string, string> Names => [.. Pairs];

    /// <summary>The security survey has some of these once more, under names of its own.</summary>
    internal static readonly string[] SecurityNames = ["abort (server closes session)", "client closes session", "client reply to unknown service 0x11"];

    [Fact]
    [Trait("Rule", "SESS-40, SESS-41, WIRE-27")]
    public async Task SecurityVectors_OfTheSameExchanges_HoldToo()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        GoldenVectors.Get(SecurityNames[0]).Hex.Should().Be(GoldenVectors.Get("server_initiated_close").Hex);

        scripted.Connection.Give("001101");
        (await scripted.Connection.TakeAsync()).Should().Equal(GoldenVectors.Get(SecurityNames[2]).Bytes);
        scripted.Session.Close();
        (await scripted.Connection.TakeAsync()).Should().Equal(GoldenVectors.Get(SecurityNames[1]).Bytes);

        await scripted.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Rule", "SESS-30, SESS-31, WIRE-27, TOPIC-13")]
    public async Task ServerRequest_OfTheVectors_IsAnsweredByteForByte(string request, string answer)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Connection.Give(GoldenVectors.Get(request).Bytes);

        (await scripted.Connection.TakeAsync()).Should().Equal(GoldenVectors.Get(answer).Bytes);
    }

    [Fact]
    [Trait("Rule", "SESS-40")]
    public async Task Close_ByTheClient_SendsTheVectorAndEndsWithItsAnswer()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Session.Close();

        (await scripted.Connection.TakeAsync()).Should().Equal(GoldenVectors.Get("client_close").Bytes);
        scripted.Connection.Give(GoldenVectors.Get("server_close_ack").Bytes);
        await scripted.Session.Completion.Within();
        scripted.Session.State.Should().BeSameAs(SessionState.CLOSED_BY_CLIENT);
        scripted.Connection.IsClosedByClient.Should().BeTrue();
    }

    [Fact]
    [Trait("Rule", "SESS-41")]
    public async Task Close_ByTheServer_IsClosedByServer()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();

        scripted.Connection.Give(GoldenVectors.Get("server_initiated_close").Bytes);

        await scripted.Session.Completion.Within();
        scripted.Session.State.Should().BeSameAs(SessionState.CLOSED_BY_SERVER);
    }
}
