using Messaging.DiffusionClient.Tests.Scripting;
using Messaging.TestKit.Vectors;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Tests.Locks;

/// <summary>Locks from the wait to the release.</summary>
[Trait("Rule", "SEC-60, SEC-61, SEC-62")]
public sealed class SessionLockTests : LoggedTest
{
    public static TheoryData<string, string, string> Unlocks => new()
    {
        { "unlock session-loss (request)", "unlock session-loss (reply true)", "014cac0200" },
        { "unlock connection-loss (request)", "unlock connection-loss (reply true)", "014cac0201" },
        { "session_unlock_request", "session_unlock_response", "046c6f636b0700" },
    };

    [Theory]
    [MemberData(nameof(Unlocks))]
    public async Task Unlock_OfTheVectors_SendsTheirBytesOnce(string requestName, string replyName, string grant)
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ISessionLock granted = await LockAsync(scripted, grant);
        granted.IsOwned.Should().BeTrue();

        Task<bool> unlocking = granted.UnlockAsync();

        ClientRequest sent = await scripted.TakeRequestAsync();
        sent.Should().Be(ClientRequest.Read(GoldenVectors.Get(requestName).Bytes) with { Conversation = sent.Conversation });
        granted.IsOwned.Should().BeFalse("it is on its way back");
        scripted.Connection.Give(sent.Readdress(GoldenVectors.Get(replyName).Bytes));
        (await unlocking.Within()).Should().BeTrue();
        (await granted.UnlockAsync().Within()).Should().BeFalse("a second time sends nothing");
        scripted.Connection.TryTake().Should().BeNull();
    }

    [Fact]
    public async Task Unlock_ServerSaysNo_IsFalse()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ISessionLock granted = await LockAsync(scripted, "014d0100");

        Task<bool> unlocking = granted.UnlockAsync();

        scripted.Connection.Give((await scripted.TakeRequestAsync()).Readdress(GoldenVectors.Get("unlock (reply false)").Bytes));
        (await unlocking.Within()).Should().BeFalse();
    }

    [Fact]
    public async Task Lock_Denied_FailsWithItsType()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        Task<ISessionLock> locking = scripted.Session.LockAsync("L");

        scripted.Connection.Give((await scripted.TakeRequestAsync()).Readdress(GoldenVectors.Get("lock denied (reply)").Bytes));

        await FluentActions.Awaiting(() => locking.Within()).Should().ThrowAsync<SessionSecurityException>();
    }

    [Fact]
    public async Task Lock_ThatTheSessionHas_IsGivenAgainWithoutARequest()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ISessionLock first = await LockAsync(scripted, "014c0500");

        ISessionLock second = await scripted.Session.LockAsync("L").Within();

        second.Should().Be(first);
        scripted.Connection.TryTake().Should().BeNull();
    }

    [Fact]
    public async Task Lock_OfAClosedSession_IsNotOwned()
    {
        ScriptedSession scripted = await ScriptedSession.OpenAsync();
        ISessionLock granted = await LockAsync(scripted, "014c0500");

        await scripted.DisposeAsync();

        granted.IsOwned.Should().BeFalse();
    }

    [Fact]
    public async Task Wait_GivenUp_IsCancelledAndALateGrantGoesBack()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        Task<ISessionLock> locking = scripted.Session.LockAsync("L", source.Token);
        ClientRequest request = await scripted.TakeRequestAsync();

        await source.CancelAsync();

        (await FluentActions.Awaiting(() => locking.Within()).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(source.Token);
        ClientRequest cancelling = await scripted.TakeRequestAsync();
        (cancelling.Service, cancelling.Body).Should().Be((0x73, "014c00"));
        scripted.Connection.Give(cancelling.Answer());
        scripted.Connection.Give(request.Answer("014c0500"));
        ClientRequest release = await scripted.TakeRequestAsync();
        (release.Service, release.Body).Should().Be((0x74, "014c0500"));
        scripted.Connection.Give(release.Answer("01"));
    }

    [Fact]
    public async Task Wait_GivenUpWhileAnotherCallGetsTheSameGrant_KeepsTheLock()
    {
        await using ScriptedSession scripted = await ScriptedSession.OpenAsync();
        using CancellationTokenSource source = new();
        Task<ISessionLock> abandoned = scripted.Session.LockAsync("L", source.Token);
        ClientRequest first = await scripted.TakeRequestAsync();
        Task<ISessionLock> wanted = scripted.Session.LockAsync("L");
        ClientRequest second = await scripted.TakeRequestAsync();
        await source.CancelAsync();
        await FluentActions.Awaiting(() => abandoned.Within()).Should().ThrowAsync<OperationCanceledException>();
        ClientRequest cancelling = await scripted.TakeRequestAsync();

        scripted.Connection.Give(first.Answer("014c0500"));
        scripted.Connection.Give(cancelling.Answer());
        scripted.Connection.Give(second.Answer("014c0500"));

        ISessionLock granted = await wanted.Within();
        granted.IsOwned.Should().BeTrue();
        Task ping = scripted.Session.Ping.PingServerAsync();
        ClientRequest next = await scripted.TakeRequestAsync();
        next.Service.Should().Be(0x38, "nothing was given back");
        scripted.Connection.Give(next.Answer());
        await ping.Within();
    }

    internal static IEnumerable<string> Covered() =>
        [.. Unlocks.SelectMany(row => new[] { row.Data.Item1, row.Data.Item2 }), "unlock (reply false)", "lock denied (reply)"];

    private static async Task<ISessionLock> LockAsync(ScriptedSession scripted, string grant)
    {
        Task<ISessionLock> locking = scripted.Session.LockAsync(grant.StartsWith("014c", StringComparison.Ordinal) ? "L" : "other");
        scripted.Connection.Give((await scripted.TakeRequestAsync()).Answer(grant));
        return await locking.Within();
    }
}
