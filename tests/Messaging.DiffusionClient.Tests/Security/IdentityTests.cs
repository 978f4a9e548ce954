using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Factories;

namespace Messaging.DiffusionClient.Tests.Security;

/// <summary>Who a session is, when the answer comes late or to nobody.</summary>
[Trait("Rule", "SEC-20")]
public sealed class IdentityTests : LoggedTest
{
    [Fact]
    public async Task Principal_OfAnAcceptedAnswer_IsThereBeforeTheNextMessageIsLookedAt()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync(factory => factory.Principal("ann").Password("a"));
        Task<bool> call = scripted.Session.Security.ReauthenticateAsync("bob", Diffusion.Credentials.Password("b"), new Dictionary<string, string>());
        ClientRequest request = await scripted.TakeRequestAsync();

        scripted.Connection.Give(request.Answer("01"));
        scripted.Connection.Give("003801");
        await scripted.Connection.TakeAsync();

        scripted.Session.Principal.Should().Be("bob", "the ping behind it is answered");
        (await call.Within()).Should().BeTrue();
    }

    [Fact]
    public async Task Principal_CallerHasGivenUp_FollowsTheServerAllTheSame()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        Task<bool> call = scripted.Session.Security.ReauthenticateAsync(
            "bob", Diffusion.Credentials.Password("b"), new Dictionary<string, string>(), source.Token);
        ClientRequest request = await scripted.TakeRequestAsync();
        await source.CancelAsync();
        (await FluentActions.Awaiting(() => call.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
        scripted.Session.Principal.Should().BeEmpty();

        scripted.Connection.Give(request.Answer("01"));
        scripted.Connection.Give("003801");
        await scripted.Connection.TakeAsync();

        scripted.Session.Principal.Should().Be("bob");
    }
}
