using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>What others see of a session that loses its connection: events, locks, requests.</summary>
public sealed class ConsequenceTests : RecoveryTest
{
    [Fact]
    [Trait("Rule", "SESS-21")]
    [Trait("Rule", "SEC-42")]
    public async Task Listener_HearsOfLossReturnAndEnd()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await admin.SendAsync("00 bd01 01 01 01 10 '$Principal is \"\"' 00 01 00 05");
        await admin.ExpectAsync("06 01 00", $"00 52 01 05 01 {bob.SessionId} 00 00");

        await LoseAsync(bob);
        await admin.ExpectAsync($"00 52 02 05 01 {bob.SessionId} 01 03 00");
        RawClient again = await ResumeAsync(bob, oldest: 1, received: 0, next: "00000001");
        await admin.ExpectAsync($"00 52 03 05 01 {bob.SessionId} 01 01 00");
        await LoseAsync(again);
        await admin.ExpectAsync($"00 52 04 05 01 {bob.SessionId} 01 03 00");
        await RestartAsync(again, oldest: 1, received: 99);
        await admin.ExpectAsync($"00 52 05 05 01 {bob.SessionId} 01 02 00");
    }

    [Fact]
    [Trait("Rule", "SESS-21")]
    public async Task Listener_OfASessionThatDoesNotComeBack_HearsOfItsEndOnce()
    {
        RawClient admin = await ConnectAsync(RawClient.TargetFor("admin", "password"));
        RawClient bob = await ConnectAsync();
        await LoseAsync(bob);
        await admin.SendAsync("00 bd01 01 01 01 10 '$Principal is \"\"' 00 01 00 05");

        // A new listener is told that there is a session, and how it stands.
        await admin.ExpectAsync("06 01 00", $"00 52 01 05 02 {bob.SessionId} 00 00 {bob.SessionId} 01 03 00");
        Time.Advance(TimeSpan.FromSeconds(30));
        await admin.ExpectAsync("00 37 02");
        await admin.SendAsync("06 02");
        await admin.RequestAsync("00 38 02", "06 02");
        Time.Advance(TimeSpan.FromSeconds(30));
        byte[][] last = [(await admin.ReceiveAsync()).Payload, (await admin.ReceiveAsync()).Payload];

        last.Select(frame => Notation.Hex(frame)).Should().ContainSingle(frame => frame.StartsWith("0037", StringComparison.Ordinal))
            .And.ContainSingle(frame => frame.StartsWith("0052", StringComparison.Ordinal) && frame.EndsWith(Notation.Hex($"05 01 {bob.SessionId} 02 00 00"), StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "SESS-21")]
    [Trait("Rule", "SEC-60")]
    public async Task Locks_OfTheConnection_AreLetGoAndThoseOfTheSessionStay()
    {
        RawClient owner = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient other = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await owner.RequestAsync("00 72 01 01 'C' 00 01", "06 01 01 'C' 00 01");
        await owner.RequestAsync("00 72 02 01 'S' 00 00", "06 02 01 'S' 01 00");
        await other.SendAsync("00 72 01 01 'C' 00 00");
        await other.SendAsync("00 72 02 01 'S' 00 00");
        await other.RequestAsync("00 38 03", "06 03");

        await LoseAsync(owner);
        await other.ExpectAsync("06 01 01 'C' 02 00");
        await other.RequestAsync("00 38 04", "06 04");

        RawClient again = await ResumeAsync(owner, oldest: 1, received: 2, next: "00000003");
        await again.ExpectAsync("00 37 01");
        await again.RequestAsync("00 74 03 01 'C' 00 01", "06 03 00");
        await again.RequestAsync("00 74 04 01 'S' 01 00", "06 04 01");
        await other.ExpectAsync("06 02 01 'S' 03 00");
    }

    [Fact]
    [Trait("Rule", "SESS-21")]
    public async Task LockCalls_OfTheConnection_FailAndThoseOfTheSessionAreAnsweredLater()
    {
        RawClient owner = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient waiting = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await owner.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await waiting.SendAsync("00 72 01 01 'L' 00 01");
        await waiting.SendAsync("00 72 02 01 'L' 00 00");
        await waiting.RequestAsync("00 38 03", "06 03");
        await LoseAsync(waiting);

        await owner.RequestAsync("00 74 02 01 'L' 00 00", "06 02 01");

        RawClient again = await ResumeAsync(waiting, oldest: 1, received: 1, next: "00000004");
        await again.ExpectErrorAsync(1, "64");
        await again.ExpectAsync("06 02 01 'L' 01 00", "00 37 01");
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task LockCalls_OfASessionThatBeginsAnew_AreForgotten()
    {
        RawClient owner = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient waiting = await ConnectAsync(RawClient.TargetFor("control", "password"));
        RawClient next = await ConnectAsync(RawClient.TargetFor("control", "password"));
        await owner.RequestAsync("00 72 01 01 'L' 00 00", "06 01 01 'L' 00 00");
        await waiting.SendAsync("00 72 01 01 'L' 00 00");
        await waiting.RequestAsync("00 38 03", "06 03");
        await next.SendAsync("00 72 01 01 'L' 00 00");
        await next.RequestAsync("00 38 03", "06 03");
        await LoseAsync(waiting);
        RawClient again = await RestartAsync(waiting, oldest: 1, received: 99);
        await again.ExpectAsync("00 37 01");

        await owner.RequestAsync("00 74 02 01 'L' 00 00", "06 02 01");

        await next.ExpectAsync("06 01 01 'L' 01 00");
        await again.RequestAsync("00 38 04", "06 04");
    }
}
