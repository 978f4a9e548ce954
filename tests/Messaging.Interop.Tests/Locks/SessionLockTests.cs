using System.Text.Json;
using Messaging.Interop.Tests.Security;
using Messaging.TestKit.Node;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Interop.Tests.Locks;

/// <summary>Session locks that sessions of both SDKs take turns with.</summary>
[Trait("Rule", "SEC-60")]
public sealed class SessionLockTests : SecurityTest
{
    [Fact]
    public async Task Lock_OfOne_IsGrantedToTheNextWhenItIsReleased_AcrossSdks()
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("control");
        JsSession watcher = await ConnectAsync("operator");

        JsLock first = await js.LockAsync("door");
        Task<ISessionLock> waiting = session.LockAsync("door", SessionLockScope.UNLOCK_ON_CONNECTION_LOSS);
        await session.Ping.PingServerAsync().Within();
        waiting.IsCompleted.Should().BeFalse();
        JsonElement held = await watcher.CallAsync("clients.getSessionLock", "door");
        bool released = await first.UnlockAsync();
        ISessionLock second = await waiting.Within();
        Task<JsLock> again = js.LockAsync("door");
        await js.PingAsync();
        again.IsCompleted.Should().BeFalse();
        (await second.UnlockAsync().Within()).Should().BeTrue();
        JsLock third = await again;

        first.Name.Should().Be("door");
        first.Scope.Should().Be(0);
        held.GetProperty("serverName").GetString().Should().Be("local");
        released.Should().BeTrue();
        (await first.IsOwnedAsync()).Should().BeFalse();
        second.Scope.Should().Be(SessionLockScope.UNLOCK_ON_CONNECTION_LOSS);
        second.Sequence.Should().BeGreaterThan(first.Sequence);
        third.Sequence.Should().BeGreaterThan(second.Sequence);
        (await third.IsOwnedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Lock_OfASessionThatEnds_IsGrantedToTheNext()
    {
        JsSession js = Own(await JsSession.ConnectAsync(Server.Url, "admin", "password", new() { ["reconnect"] = false }));
        JsSession other = await ConnectAsync("control");
        await js.LockAsync("door");
        Task<JsLock> waiting = other.LockAsync("door", 1);
        await other.PingAsync();
        waiting.IsCompleted.Should().BeFalse();

        await js.KillAsync();

        (await waiting).Scope.Should().Be(1);
    }

    [Fact]
    public async Task Lock_HeldByTheSession_IsReturnedAgain()
    {
        JsSession js = await ConnectAsync();

        JsLock one = await js.LockAsync("door");
        JsLock same = await js.LockAsync("door");

        same.Sequence.Should().Be(one.Sequence);
        (await same.UnlockAsync()).Should().BeTrue();
        (await one.UnlockAsync()).Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "SEC-63")]
    public async Task Locks_AreListedInBothWithTheirHolders()
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("admin");
        JsLock front = await js.LockAsync("front door");
        ISessionLock back = await session.LockAsync("back door").Within();

        JsonElement inJs = await js.CallAsync("clients.getSessionLocks");
        IReadOnlyDictionary<string, ISessionLockDetails> inDotNet = await session.ClientControl.GetSessionLocksAsync().Within();
        JsonElement none = await js.CallAsync("clients.getSessionLock", "no door");

        inJs.EnumerateObject().Select(held => held.Name).Should().BeEquivalentTo("front door", "back door");
        inDotNet.Keys.Should().BeEquivalentTo("front door", "back door");
        inDotNet["front door"].SessionId.ToString().Should().Be(js.SessionId);
        inDotNet["front door"].Sequence.Should().Be(front.Sequence);
        inDotNet["back door"].SessionId.Should().Be(session.SessionId);
        inDotNet["back door"].Sequence.Should().Be(back.Sequence);
        none.ValueKind.Should().Be(JsonValueKind.Null);
        (await session.ClientControl.GetSessionLockAsync("no door").Within()).Should().BeNull();
    }
}
