using System.Text.Json;
using Messaging.Interop.Tests.Security;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Control;

/// <summary>What one session of the JavaScript SDK does to others, of either SDK.</summary>
public sealed class SessionControlTests : SecurityTest
{
    private const int NoSuchSession = 107;
    private const int ClosedByServer = 1;
    private const int RequestedByControl = 1;

    [Fact]
    [Trait("Rule", "SEC-30")]
    public async Task Properties_OfAnotherSession_AreThoseAskedFor()
    {
        JsSession admin = await ConnectAsync();
        ISession session = await OpenAsync("control");
        string id = session.SessionId.ToString()!;

        JsonElement all = await admin.Clients.GetPropertiesAsync(id, "*F");
        JsonElement two = await admin.Clients.GetPropertiesAsync(id, "$Principal", "$ServerName", "no such key");

        all.GetProperty("$SessionId").GetString().Should().Be(id);
        all.GetProperty("$ClientType").GetString().Should().Be("DOTNET");
        all.GetProperty("$Roles").GetString().Should().Contain("\"CLIENT_CONTROL\"");
        two.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("$Principal", "$ServerName");
    }

    [Fact]
    [Trait("Rule", "SEC-31")]
    public async Task SetProperties_TellsTheValuesBefore()
    {
        JsSession admin = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        JsonElement added = await admin.Clients.SetPropertiesAsync(client.SessionId, new() { ["a"] = "1", ["b"] = "2" });
        JsonElement changed = await admin.Clients.SetPropertiesAsync(client.SessionId, new() { ["a"] = "3", ["b"] = null, ["$Country"] = "CH" });

        added.GetProperty("a").ValueKind.Should().Be(JsonValueKind.Null);
        changed.GetProperty("a").GetString().Should().Be("1");
        changed.GetProperty("b").GetString().Should().Be("2");
        JsonElement now = await admin.Clients.GetPropertiesAsync(client.SessionId, "*U", "$Country");
        now.GetProperty("a").GetString().Should().Be("3");
        now.GetProperty("$Country").GetString().Should().Be("CH");
        now.TryGetProperty("b", out _).Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "SEC-32")]
    public async Task Filters_CountTheSessionsOfBothSdks()
    {
        JsSession admin = await ConnectAsync();
        JsSession js = await ConnectAsync("client");
        ISession session = await OpenAsync("client");

        int set = await admin.Clients.SetPropertiesByFilterAsync("$Principal is 'client'", new() { ["room"] = "lobby" });
        int changed = await admin.Clients.ChangeRolesAsync("room is 'lobby'", ["CLIENT"], ["OPERATOR"]);
        int subscribed = (await admin.CallAsync("clients.subscribe", "hasRoles 'OPERATOR' and room is 'lobby'", "?a//")).GetInt32();
        int nobody = await admin.Clients.CloseAsync("room is 'cellar'");
        int closed = await admin.Clients.CloseAsync("room is 'lobby'");

        (set, changed, subscribed, nobody, closed).Should().Be((2, 2, 2, 0, 2));
        (await js.Events.NextAsync("close")).ReasonId.Should().Be(ClosedByServer);
        await Eventually.BecomesAsync(() => session.State, state => state.Closed);
    }

    [Theory]
    [Trait("Rule", "SEC-38")]
    [InlineData("$Principal is")]
    [InlineData("nonsense")]
    [InlineData("$Principal is 'a' or")]
    [InlineData("$Principal matches '('")]
    public async Task Filter_ThatIsNone_IsReportedWhereItIsWrong(string filter)
    {
        JsSession admin = await ConnectAsync();

        JsException closing = await RefusedAsync(() => admin.Clients.CloseAsync(filter));
        JsException subscribing = await RefusedAsync(() => admin.CallAsync("clients.subscribe", filter, "?a//"));

        closing.Reports.Should().ContainSingle().Which.Should().Match<JsErrorReport>(report => report.Line == 1 && report.Column >= 1);
        subscribing.Reports.Should().Equal(closing.Reports);
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public async Task Close_OfASession_EndsItWithoutReconnection()
    {
        JsSession admin = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        int closed = await admin.Clients.CloseAsync(client.SessionId);
        JsException again = await RefusedAsync(() => admin.Clients.CloseAsync(client.SessionId));

        closed.Should().Be(1);
        (await client.Events.NextAsync("close")).ReasonId.Should().Be(ClosedByServer);
        again.Id.Should().Be(NoSuchSession);
        again.Name.Should().Be("NO_SUCH_SESSION");
    }

    [Fact]
    [Trait("Rule", "SEC-34")]
    public async Task ChangeRoles_CountsAtOnce_ForPermissionsAndSubscriptions()
    {
        JsSession admin = await ConnectAsync();
        await admin.AddAndSetAsync("news/today", "JSON", 1);
        await admin.Security.UpdateSecurityAsync(
            Call("setPathPermissions", "READER", "news", List("SELECT_TOPIC", "READ_TOPIC")), Call("isolatePath", "news"));
        JsSession client = await ConnectAsync("client");
        JsStream stream = await client.AddStreamAsync("?news//", "json");

        (await admin.Clients.ChangeRolesAsync(client.SessionId, [], ["READER"])).Should().Be(1);
        (await client.Security.GetPathPermissionsAsync("news/today")).Should().BeEquivalentTo("SELECT_TOPIC", "READ_TOPIC");
        await client.SelectAsync("?news//");
        await stream.NextAsync("subscribe");
        await stream.NextValueAsync();
        (await admin.Clients.ChangeRolesAsync(client.SessionId, ["READER"], [])).Should().Be(1);

        (await stream.NextAsync("unsubscribe")).ReasonId.Should().Be(UnsubscribeReasons.Authorization);
        (await client.Security.GetPathPermissionsAsync("news/today")).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public async Task Subscriptions_OfAnotherSession_AreMadeListedAndEnded()
    {
        JsSession admin = await ConnectAsync();
        JsRegistration listener = await admin.Clients.AddListenerAsync("$Principal is 'client'");
        await admin.AddAndSetAsync("a/b", "JSON", 1);
        JsSession client = await ConnectAsync("client");
        await listener.NextAsync("session");
        JsStream stream = await client.AddStreamAsync("?a//", "json");

        await admin.CallAsync("clients.subscribe", client.SessionId, "?a//", "scope of its own");
        await stream.NextAsync("subscribe");
        string selections = await admin.Clients.GetTopicSelectionsAsync(client.SessionId);
        await stream.NextValueAsync();
        await admin.CallAsync("clients.unsubscribe", client.SessionId, "?a//", "scope of its own");

        selections.Should().Contain("scope of its own").And.Contain("?a//");
        (await stream.NextAsync("unsubscribe")).ReasonId.Should().Be(RequestedByControl);
    }

    [Fact]
    [Trait("Rule", "SEC-35")]
    public async Task Conflation_IsAccepted()
    {
        JsSession admin = await ConnectAsync();
        JsSession client = await ConnectAsync("client");

        (await admin.CallAsync("clients.setConflated", client.SessionId, true)).GetInt32().Should().Be(1);
        (await admin.CallAsync("clients.setConflated", "$Principal is 'client'", false)).GetInt32().Should().Be(1);
    }
}
