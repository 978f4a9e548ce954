using System.Text.Json;
using System.Text.Json.Nodes;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions;

public sealed class SessionServiceTests : InteropTest
{
    private const int Unsupported = 104;

    /// <summary>Calls of the SDK's API that need a service which the local server does not offer.</summary>
    public static TheoryData<string, string> UnsupportedCalls => new()
    {
        { "topicViews.createTopicView", """["v1", "map ?a// to b/<path(1)>"]""" },
        { "topicViews.listTopicViews", "[]" },
        { "topicViews.getTopicView", """["v1"]""" },
        { "topicViews.removeTopicView", """["v1"]""" },
        { "topicUpdate.applyJsonPatch", """["a/b", [{"op":"add","path":"/a","value":1}]]""" },
        { "remoteServers.listRemoteServers", "[]" },
        { "metrics.listTopicMetricCollectors", "[]" },
    };

    [Fact]
    [Trait("Rule", "SESS-31")]
    public async Task Ping_OfTheServer_IsAnswered()
    {
        JsSession js = await ConnectAsync();

        (long timestamp, long roundTrip) = await js.PingAsync();

        timestamp.Should().BePositive();
        roundTrip.Should().BeGreaterThanOrEqualTo(0);
    }

    [Fact]
    [Trait("Rule", "SESS-20")]
    public async Task Properties_OfTheSession_NameItsPrincipal()
    {
        JsSession js = await ConnectAsync();

        JsonElement properties = await js.GetPropertiesAsync();

        properties.GetProperty("$Principal").GetString().Should().Be("admin");
        properties.GetProperty("$SessionId").GetString().Should().Be(js.SessionId);
        properties.TryGetProperty("$Roles", out _).Should().BeFalse("roles are for those who may see sessions");
    }

    [Theory]
    [Trait("Rule", "WIRE-27")]
    [MemberData(nameof(UnsupportedCalls))]
    public async Task Call_OfAnUnsupportedService_IsAnErrorAndTheSessionLives(string method, string arguments)
    {
        JsSession js = await ConnectAsync();
        JsonNode?[] given = [.. JsonNode.Parse(arguments)!.AsArray().Select(argument => argument?.DeepClone())];

        Func<Task> calling = () => js.CallAsync(method, given);

        (await calling.Should().ThrowAsync<JsException>()).Which.Id.Should().Be(Unsupported);
        await js.PingAsync();
        (await js.IsConnectedAsync()).Should().BeTrue();
    }
}
