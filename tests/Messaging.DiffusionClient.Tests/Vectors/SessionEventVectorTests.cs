using System.Text.Json;
using Messaging.DiffusionClient.Tests.Control;
using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Vectors;

/// <summary>What the server tells of sessions, and what listeners of both kinds must be told of it.</summary>
[Trait("Rule", "SEC-40, SEC-41, SEC-42, SEC-43")]
public sealed class SessionEventVectorTests : LoggedTest
{
    // The official client loses the event, and leaves the server without an answer.
    private const string UnknownReason = "session-event close reason 10";

    public static TheoryData<string> Names => [.. Events()];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Event_OfTheVectors_IsAcknowledgedAndToldAsTheOfficialSdkTellsIt(string name)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        (await RegisterAsync(scripted, events)).Should().NotBeNull();
        GoldenVector vector = GoldenVectors.Get(name);

        scripted.Connection.Give(vector.Bytes);

        byte[] reply = await scripted.Connection.TakeAsync();
        if (name == UnknownReason)
        {
            (await events.NextAsync()).Should().EndWith("CLOSED {} was {} UNKNOWN");
            return;
        }

        Convert.ToHexStringLower(reply).Should().Be(vector.Text("client_reply"));
        foreach (JsonElement expected in vector.SdkResult.GetProperty("events").EnumerateArray())
        {
            (await events.NextAsync()).Should().Be(Describe(expected));
        }
    }

    [Fact]
    public async Task Listener_Closed_IsDeregisteredByTheVector()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        IRegistration registration = await RegisterAsync(scripted, events);

        Task closing = registration.CloseAsync();

        ClientRequest request = await scripted.TakeRequestAsync();
        request.Should().Be(ClientRequest.Read(GoldenVectors.Get("session-event-listener deregister").Bytes));
        scripted.Connection.Give(request.Answer());
        await closing.Within();
        (await events.NextAsync()).Should().Be("close");
        registration.CloseAsync().IsCompletedSuccessfully.Should().BeTrue("it is done once");
    }

    [Fact]
    public async Task OlderListener_OfTheVectors_IsToldAsTheOfficialSdkTellsIt()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        await scripted.CountToAsync(10);
        RecordingListener listener = new();

        scripted.Session.ClientControl.SetSessionPropertiesListener(listener, "$Principal", "*U");

        ClientRequest request = await scripted.TakeRequestAsync();
        request.Should().Be(ClientRequest.Read(GoldenVectors.Get("setSessionPropertiesListener (request)").Bytes));
        scripted.Connection.Give(GoldenVectors.Get("setSessionPropertiesListener (reply)").Bytes);
        scripted.Connection.Give(GoldenVectors.Get("properties listener: open+update+close batch").Bytes);
        (await listener.NextAsync()).Should().Be("registered");
        (await listener.NextAsync()).Should().Be("open 0000000000000005-0000000000000007 {$Principal=bob}");
        (await listener.NextAsync()).Should().Be("UPDATED 0000000000000005-0000000000000007 {room=a} was {room=null}");
        (await listener.NextAsync()).Should().Be("close 0000000000000005-0000000000000007 {$Principal=bob} CLOSED_BY_CLIENT");
        (await scripted.Connection.TakeAsync()).Should().Equal(0x06, 0x01);

        Task closing = listener.Registration!.CloseAsync();
        (await scripted.TakeRequestAsync()).Should().Be(ClientRequest.Read(GoldenVectors.Get("setSessionPropertiesListener deregister (request)").Bytes));
        scripted.Connection.Give("060d");
        await closing.Within();
        (await listener.NextAsync()).Should().Be("close");
    }

    internal static IEnumerable<string> Covered() =>
    [
        .. Events(), "session-event-listener deregister", "setSessionPropertiesListener (request)", "setSessionPropertiesListener (reply)",
        "properties listener: open+update+close batch", "setSessionPropertiesListener deregister (request)",
    ];

    private static IEnumerable<string> Events() => GoldenVectors.Security
        .Where(vector => vector.Name.StartsWith("session-event ", StringComparison.Ordinal))
        .Select(vector => vector.Name);

    /// <summary>Registers under the number 1, as in the vectors.</summary>
    private static async Task<IRegistration> RegisterAsync(ScriptedSession scripted, ISessionEventStream events)
    {
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(
            events, Diffusion.NewSessionEventParametersBuilder().Build());
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("00"));
        return await registering.Within();
    }

    private static string Describe(JsonElement expected)
    {
        JsonElement reason = expected.GetProperty("closeReason");
        string closeReason = reason.ValueKind == JsonValueKind.Null ? string.Empty : CloseReason.FromCode((byte)reason.GetInt32()).ToString();
        return $"{expected.GetProperty("sessionId").GetString()} {(SessionEventStreamEventType)expected.GetProperty("type").GetInt32()} "
            + $"{(SessionEventStreamEventState)expected.GetProperty("state").GetInt32()}"
            + $"{(expected.GetProperty("isOpenEvent").GetBoolean() ? " open" : string.Empty)} {Text(expected.GetProperty("properties"))}"
            + $" was {Text(expected.GetProperty("changedProperties"))} {closeReason}".TrimEnd();
    }

    private static string Text(JsonElement properties) =>
        $"{{{string.Join(',', properties.EnumerateObject().Select(property => $"{property.Name}={property.Value.GetString() ?? "null"}"))}}}";
}
