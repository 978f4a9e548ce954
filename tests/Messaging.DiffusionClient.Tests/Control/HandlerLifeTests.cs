using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Control;

/// <summary>From registration to the last callback, however that comes. What holds for this listener holds for every handler.</summary>
public sealed class HandlerLifeTests : LoggedTest
{
    private const string Opened = "00520101010507" + "0000";

    private static ISessionEventParameters All => Diffusion.NewSessionEventParametersBuilder().Build();

    [Fact]
    public async Task Handler_EventBeforeTheAnswer_IsTold()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(events, All);
        ClientRequest request = await scripted.TakeRequestAsync();

        scripted.Connection.Give(Opened);

        (await events.NextAsync()).Should().Contain("open");
        registering.IsCompleted.Should().BeFalse();
        scripted.Connection.Give(request.Answer("00"));
        await registering.Within();
    }

    [Fact]
    public async Task Handler_Throws_IsRemovedToldSoAndTakenBackFromTheServer()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        TaskCompletionSource<string> reported = new(TaskCreationOptions.RunContinuationsAsynchronously);
        scripted.Session.ErrorNotified += (_, e) => reported.TrySetResult(e.Error.Message);
        RecordingEvents events = new() { Throws = new InvalidOperationException("kaput") };
        await RegisterAsync(scripted, events);

        scripted.Connection.Give(Opened);

        (await events.NextAsync()).Should().Contain("open");
        (await events.NextAsync()).Should().Be("error 105");
        (await reported.Task.Within()).Should().Contain(nameof(RecordingEvents)).And.Contain("kaput");
        (await scripted.Connection.TakeAsync()).Should().Equal(0x06, 0x01);
        ClientRequest deregistration = await scripted.TakeRequestAsync();
        (deregistration.Service, deregistration.Body).Should().Be((0xbe, "01"));
        scripted.Connection.Give(deregistration.Answer());
        scripted.Connection.Give(Opened);
        (await scripted.Connection.TakeAsync()).Should().Equal([0x06, 0x01], "it is acknowledged all the same");
        events.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Handler_RefusedByTheServer_IsToldTheReason()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(events, All);

        scripted.Connection.Give((await scripted.TakeRequestAsync()).Refuse(103, "Access denied"));

        await FluentActions.Awaiting(() => registering.Within()).Should().ThrowAsync<SessionSecurityException>();
        (await events.NextAsync()).Should().Be("error 103");
    }

    [Fact]
    public async Task Handler_InvalidFilter_IsToldAndTheTaskNamesTheReports()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(
            events, Diffusion.NewSessionEventParametersBuilder().Filter("oops").Build());

        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("01" + "03626164" + "0105"));

        (await FluentActions.Awaiting(() => registering.Within()).Should().ThrowAsync<InvalidFilterException>())
            .Which.Errors.Should().ContainSingle(error => error.Message == "bad" && error.Line == 1 && error.Column == 5);
        (await events.NextAsync()).Should().Be("error 106");
    }

    [Fact]
    public async Task Handler_SessionCloses_IsToldOnceAndItsRegistrationIsDone()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        RecordingEvents events = new();
        IRegistration registration = await RegisterAsync(scripted, events);

        await scripted.DisposeAsync();

        (await events.NextAsync()).Should().Be("error 101");
        await registration.CloseAsync().Within();
        events.TryNext().Should().BeNull();
    }

    [Fact]
    public async Task Handler_OfAClosedSession_IsTold()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        await scripted.DisposeAsync();
        RecordingEvents events = new();
        RecordingListener listener = new();

        await FluentActions.Awaiting(() => scripted.Session.ClientControl.AddSessionEventListenerAsync(events, All).Within())
            .Should().ThrowAsync<SessionClosedException>();
        scripted.Session.ClientControl.SetSessionPropertiesListener(listener);

        (await events.NextAsync()).Should().Be("error 101");
        (await listener.NextAsync()).Should().Be("error 101");
    }

    [Fact]
    public async Task Registration_CallerHasGivenUp_IsTakenBackWhenItComes()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        RecordingEvents events = new();
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(events, All, source.Token);
        ClientRequest request = await scripted.TakeRequestAsync();
        await source.CancelAsync();
        (await FluentActions.Awaiting(() => registering.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);

        scripted.Connection.Give(request.Answer("00"));

        ClientRequest deregistration = await scripted.TakeRequestAsync();
        (deregistration.Service, deregistration.Body).Should().Be((0xbe, "01"));
        scripted.Connection.Give(deregistration.Answer());
        (await events.NextAsync()).Should().Be("close");
    }

    private static async Task<IRegistration> RegisterAsync(ScriptedSession scripted, ISessionEventStream events)
    {
        Task<IRegistration> registering = scripted.Session.ClientControl.AddSessionEventListenerAsync(events, All);
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer("00"));
        return await registering.Within();
    }
}
