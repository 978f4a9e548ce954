using Messaging.DiffusionClient.Tests.Control;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Live;

/// <summary>A control session and the others, over the wire.</summary>
public sealed class SessionControlTests : LocalServerTests
{
    [Fact]
    public async Task Listener_IsToldOfSessionsThatAreThereThatComeAndThatGo()
    {
        ISession control = await OpenAsync();
        ISession present = await OpenAsync();
        RecordingEvents events = new();
        ISessionEventParameters parameters = Diffusion.NewSessionEventParametersBuilder()
            .Filter($"not $SessionId is '{control.SessionId}'").Properties(SessionProperty.PRINCIPAL).Build();

        IRegistration registration = await control.ClientControl.AddSessionEventListenerAsync(events, parameters).Within();

        (await events.NextAsync()).Should().Be($"{present.SessionId} STATE ACTIVE open {{$Principal=admin}} was {{}}");
        ISession later = await OpenAsync();
        (await events.NextAsync()).Should().StartWith($"{later.SessionId} STATE ACTIVE open");
        present.Close();
        (await events.NextAsync()).Should().StartWith($"{present.SessionId} STATE CLOSED").And.EndWith("CLOSED_BY_CLIENT");
        (await control.ClientControl.CloseAsync(later.SessionId).Within()).Should().BeNull();
        (await events.NextAsync()).Should().StartWith($"{later.SessionId} STATE CLOSED").And.EndWith("CLOSED_BY_CONTROLLER");
        await registration.CloseAsync().Within();
        (await events.NextAsync()).Should().Be("close");
    }

    [Fact]
    public async Task Properties_SetAndRemoved_AreReadBackAndTellWhatWasBefore()
    {
        ISession control = await OpenAsync();
        ISession other = await OpenAsync();
        IClientControl clients = control.ClientControl;

        IReadOnlyDictionary<string, string> first = await clients.SetSessionPropertiesAsync(
            other.SessionId, new Dictionary<string, string> { ["room"] = "lobby" }).Within();
        IReadOnlyDictionary<string, string> second = await clients.SetSessionPropertiesAsync(
            other.SessionId, new Dictionary<string, string> { ["room"] = null!, ["nick"] = "B" }).Within();
        IReadOnlyDictionary<string, string> read = await clients.GetSessionPropertiesAsync(
            other.SessionId, [SessionProperty.PRINCIPAL, SessionProperty.ALL_USER_PROPERTIES]).Within();

        first.Should().Equal(new Dictionary<string, string> { ["room"] = null! });
        second.Should().Equal(new Dictionary<string, string> { ["room"] = "lobby", ["nick"] = null! });
        read.Should().Equal(new Dictionary<string, string> { ["$Principal"] = "admin", ["nick"] = "B" });
    }

    [Fact]
    public async Task Close_ByFilter_TellsHowManyAndClosesThem()
    {
        ISession control = await OpenAsync();
        ISession other = await OpenAsync();
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        other.StateChanged += (_, e) =>
        {
            if (e.NewState == SessionState.CLOSED_BY_SERVER)
            {
                closed.SetResult();
            }
        };

        object count = await control.ClientControl.CloseAsync($"$SessionId is '{other.SessionId}'").Within();

        count.Should().Be(1);
        await closed.Task.Within();
    }

    [Fact]
    public async Task Call_OfASessionThatIsNotThere_FailsWithItsType()
    {
        ISession control = await OpenAsync();
        ISession other = await OpenAsync();
        await control.ClientControl.CloseAsync(other.SessionId).Within();

        await FluentActions.Awaiting(() => control.ClientControl.GetSessionPropertiesAsync(other.SessionId, []).Within())
            .Should().ThrowAsync<NoSuchSessionException>();
        await FluentActions.Awaiting(() => control.ClientControl.CloseAsync(other.SessionId).Within()).Should().ThrowAsync<NoSuchSessionException>();
        await FluentActions.Awaiting(() => control.ClientControl.CloseAsync("no filter (").Within()).Should().ThrowAsync<InvalidFilterException>();
    }
}
