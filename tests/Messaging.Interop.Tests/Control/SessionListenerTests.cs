using System.Text.Json;
using Messaging.Interop.Tests.Security;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Control;

/// <summary>What the JavaScript SDK is told of other sessions, and .NET of those of JavaScript.</summary>
public sealed class SessionListenerTests : SecurityTest
{
    private const int ClosedByClient = 4;
    private const int ClosedByController = 11;

    [Fact]
    [Trait("Rule", "SEC-40")]
    public async Task Listener_IsToldOfSessionsThatAreThere_ThatCome_ThatChange_AndThatGo()
    {
        JsSession admin = await ConnectAsync();
        JsSession there = await ConnectAsync("client");
        JsRegistration listener = await admin.Clients.AddListenerAsync("$Principal is 'client'", ["$Principal", "*U"]);

        JsEvent first = await listener.NextAsync("session");
        JsSession coming = await ConnectAsync("client");
        JsEvent opened = await listener.NextAsync("session");
        await admin.Clients.SetPropertiesAsync(coming.SessionId, new() { ["room"] = "lobby", ["gone"] = "x" });
        JsEvent added = await listener.NextAsync("session");
        await admin.Clients.SetPropertiesAsync(coming.SessionId, new() { ["room"] = "attic", ["gone"] = null });
        JsEvent changed = await listener.NextAsync("session");
        await there.CloseAsync();
        JsEvent left = await listener.NextAsync("session");
        await admin.Clients.CloseAsync(coming.SessionId);
        JsEvent closed = await listener.NextAsync("session");

        (Id(first), State(first), first.Json.GetProperty("isOpen").GetBoolean()).Should().Be((there.SessionId, "ACTIVE", true));
        (Id(opened), State(opened), Properties(opened)).Should().Be((coming.SessionId, "ACTIVE", """{"$Principal":"client"}"""));
        (Id(added), Properties(added), Changed(added)).Should()
            .Be((coming.SessionId, """{"gone":"x","room":"lobby"}""", """{"gone":null,"room":null}"""));
        (Type(changed), Properties(changed), Changed(changed)).Should()
            .Be(("PROPERTIES", """{"room":"attic"}""", """{"gone":"x","room":"lobby"}"""));
        (Id(left), State(left), left.Json.GetProperty("closeReason").GetInt32()).Should().Be((there.SessionId, "CLOSED", ClosedByClient));
        (Id(closed), State(closed), closed.Json.GetProperty("closeReason").GetInt32()).Should().Be((coming.SessionId, "CLOSED", ClosedByController));
        Properties(closed).Should().Be("{}");
    }

    [Fact]
    [Trait("Rule", "SEC-40")]
    public async Task Listener_After_IsToldOfNoSessionThatWasThereBefore()
    {
        JsSession admin = await ConnectAsync();
        (long now, _) = await admin.PingAsync();

        JsRegistration listener = await admin.Clients.AddListenerAsync(null, null, now + 3_600_000);
        await ConnectAsync("client");
        await admin.PingAsync();

        listener.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "SEC-40")]
    public async Task Listener_ThatWasClosed_IsToldNothingMore()
    {
        JsSession admin = await ConnectAsync();
        JsRegistration listener = await admin.Clients.AddListenerAsync("$Principal is 'client'");

        await listener.CloseAsync();
        await listener.NextAsync("close");
        await ConnectAsync("client");
        await admin.PingAsync();

        listener.Events.TakeAll().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "SEC-38")]
    public async Task Listener_WithAFilterThatIsNone_IsRefused()
    {
        JsSession admin = await ConnectAsync();

        JsException refused = await RefusedAsync(() => admin.Clients.AddListenerAsync("$Principal iss 'client'"));

        refused.Reason.Should().Be("Session filter is invalid");
    }

    [Fact]
    [Trait("Rule", "SEC-41")]
    public async Task OlderListener_IsToldTheSame()
    {
        JsSession admin = await ConnectAsync();
        JsRegistration listener = await admin.Clients.AddPropertiesListenerAsync("$Principal", "*U");
        (await listener.NextAsync("open")).Json.GetProperty("sessionId").GetString().Should().Be(admin.SessionId);

        JsSession client = await ConnectAsync("client");
        JsEvent opened = await listener.NextAsync("open");
        await admin.Clients.SetPropertiesAsync(client.SessionId, new() { ["room"] = "lobby" });
        JsEvent changed = await listener.NextAsync("change");
        await client.CloseAsync();
        JsEvent closed = await listener.NextAsync("closed");

        (Id(opened), Properties(opened)).Should().Be((client.SessionId, """{"$Principal":"client"}"""));
        changed.Json.GetProperty("properties").GetProperty("room").GetString().Should().Be("lobby");
        (Id(closed), closed.Json.GetProperty("closeReason").GetInt32()).Should().Be((client.SessionId, ClosedByClient));
    }

    [Fact]
    [Trait("Rule", "SEC-42")]
    public async Task SessionsOfDotNet_AreSeenByJavaScript()
    {
        JsSession admin = await ConnectAsync();
        JsRegistration listener = await admin.Clients.AddListenerAsync("$ClientType is 'DOTNET'", ["$Principal", "$Transport"]);

        ISession session = await OpenAsync("operator");
        JsEvent opened = await listener.NextAsync("session");
        session.Close();
        JsEvent closed = await listener.NextAsync("session");

        Id(opened).Should().Be(session.SessionId.ToString());
        Properties(opened).Should().Be("""{"$Principal":"operator","$Transport":"WEBSOCKET"}""");
        (Id(closed), closed.Json.GetProperty("closeReason").GetInt32()).Should().Be((session.SessionId.ToString()!, ClosedByClient));
    }

    [Fact]
    [Trait("Rule", "SEC-42")]
    public async Task SessionsOfJavaScript_AreSeenAndClosedByAccounts()
    {
        IMessagingClient admin = CreateClient("admin");
        StreamProbe<IReadOnlyList<OnlineSession>> online = admin.Accounts.WatchOnlineAsync().Probe();
        JsSession js = await ConnectAsync("client");

        OnlineSession seen = await FindAsync(online, js.SessionId);
        int closed = await admin.Accounts.CloseSessionsAsync("client").Within();

        (seen.Principal, seen.ClientType).Should().Be(("client", "JAVASCRIPT_BROWSER"));
        seen.Since.Should().NotBeNull();
        closed.Should().Be(1);
        await js.Events.NextAsync("close");
        while ((await online.NextAsync()).Any(session => session.Id == js.SessionId))
        {
        }
    }

    private static async Task<OnlineSession> FindAsync(StreamProbe<IReadOnlyList<OnlineSession>> online, string id)
    {
        while (true)
        {
            if ((await online.NextAsync()).SingleOrDefault(session => session.Id == id) is { } found)
            {
                return found;
            }
        }
    }

    private static string Id(JsEvent told) => told.Json.GetProperty("sessionId").GetString()!;

    private static string State(JsEvent told) => told.Json.GetProperty("state").GetString()!;

    private static string Type(JsEvent told) => told.Json.GetProperty("type").GetString()!;

    private static string Properties(JsEvent told) => Sorted(told.Json.GetProperty("properties"));

    private static string Changed(JsEvent told) => Sorted(told.Json.GetProperty("changed"));

    private static string Sorted(JsonElement map) => JsonSerializer.Serialize(
        new SortedDictionary<string, JsonElement>(map.EnumerateObject().ToDictionary(one => one.Name, one => one.Value), StringComparer.Ordinal));
}
