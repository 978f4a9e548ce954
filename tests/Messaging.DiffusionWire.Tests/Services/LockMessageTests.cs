using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Locks;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class LockMessageTests
{
    private static readonly LockHolder Holder = new("srv", new SessionId(5, 7), 300);

    [Theory]
    [Trait("Rule", "SEC-60")]
    [InlineData("00", SessionLockScope.UnlockOnSessionLoss)]
    [InlineData("01", SessionLockScope.UnlockOnConnectionLoss)]
    public void Lock_EveryScope_RoundTrips(string bytes, SessionLockScope scope)
    {
        Message.Verify($"01'L' ac02 {bytes}", new SessionLockRequest("L", 300, scope));
        Message.Verify($"01'L' ffffffffffffffff7f {bytes}", new AcquiredLock("L", long.MaxValue, scope));
    }

    [Fact]
    [Trait("Rule", "SEC-60")]
    public void Lock_OtherScope_IsRefused()
    {
        Message.Refuses<SessionLockRequest>(Hex.Bytes("01'L' 00 02"));
        Message.Refuses<AcquiredLock>(Hex.Bytes("01'L' 00 02"));
    }

    [Theory]
    [Trait("Rule", "SEC-61")]
    [InlineData("00", false)]
    [InlineData("01", true)]
    public void UnlockResponse_Literal_RoundTrips(string bytes, bool released) => Message.Verify(bytes, new UnlockResponse(released));

    [Fact]
    [Trait("Rule", "SEC-62")]
    public void CancelSessionLockRequest_Literal_RoundTrips() => Message.Verify("01'L' ac02", new CancelSessionLockRequest("L", 300));

    [Fact]
    [Trait("Rule", "SEC-63")]
    public void Holders_Literals_RoundTrip()
    {
        Message.Verify("01'L'", new GetSessionLockRequest("L"));
        Message.Verify("01 03'srv' 05 07 ac02", new SessionLockResponse(Holder));
        Message.Verify("00", new SessionLockResponse(null));
        Message.Verify("01 01'L' 03'srv' 05 07 ac02", new SessionLocksResponse([new("L", Holder)]));
        Message.Verify("00", new SessionLocksResponse([]));
    }
}
