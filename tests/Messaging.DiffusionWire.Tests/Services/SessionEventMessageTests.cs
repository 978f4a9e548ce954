using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Tests.Support;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class SessionEventMessageTests
{
    private static readonly SessionId Session = new(5, 7);

    [Fact]
    [Trait("Rule", "SEC-40")]
    public void SessionEventListenerRequest_Literals_RoundTrip()
    {
        Message.Verify("01 00 00 01 00 0f", new SessionEventListenerRequest(null, null, 0, 15));
        Message.Verify("01 00 00 00 0f", new SessionEventListenerRequest(null, null, null, 15));
        Message.Verify(
            "01 01 13'$Principal is \"bob\"' 01 02 02'*F' 02'*U' 01 80d095ffbc31 ac02",
            new SessionEventListenerRequest("$Principal is \"bob\"", ["*F", "*U"], 1700000000000, 300));
    }

    [Fact]
    [Trait("Rule", "SEC-40")]
    public void SessionEventListenerRequest_OtherFirstByte_IsIgnored() =>
        Message.Read<SessionEventListenerRequest>(Hex.Bytes("05 00 00 01 00 0f")).Should().Be(new SessionEventListenerRequest(null, null, 0, 15));

    [Fact]
    [Trait("Rule", "SEC-40")]
    public void RemoveSessionEventListenerRequest_Literal_RoundTrips() => Message.Verify("ac02", new RemoveSessionEventListenerRequest(300));

    [Fact]
    [Trait("Rule", "SEC-41")]
    public void SessionPropertiesListenerRequest_Literals_RoundTrip()
    {
        Message.Verify("00 02 0a'$Principal' 02'*U' 0b", new SessionPropertiesListenerRequest(["$Principal", "*U"], 11));
        Message.Verify("00 00 0b", new SessionPropertiesListenerRequest([], 11));
        Message.Verify("01 0b", new SessionPropertiesListenerRequest(null, 11));
        Message.Refuses<SessionPropertiesListenerRequest>(Hex.Bytes("02 0b"));
    }

    [Fact]
    [Trait("Rule", "SEC-42")]
    public void SessionEventsNotification_Batch_RoundTrips() => Message.Verify(
        "0b 03 05 07 00 01 0a'$Principal' 03'bob' 05 07 01 00 01 04'room' 01 01'a' 05 07 02 04 00",
        new SessionEventsNotification(
            11,
            [
                new SessionEvent.Opened(Session, [new("$Principal", "bob")]),
                new SessionEvent.Updated(Session, SessionUpdateCause.Updated, [SessionPropertyChange.Added("room", "a")]),
                new SessionEvent.Closed(Session, SessionCloseReason.ClosedByClient, []),
            ]));

    [Fact]
    [Trait("Rule", "SEC-42")]
    public void SessionEventsNotification_WithoutEvents_RoundTrips() => Message.Verify("0b 00", new SessionEventsNotification(11, []));

    [Theory]
    [Trait("Rule", "SEC-42")]
    [InlineData("00", SessionUpdateCause.Updated)]
    [InlineData("01", SessionUpdateCause.Reconnected)]
    [InlineData("02", SessionUpdateCause.FailedOver)]
    [InlineData("03", SessionUpdateCause.Disconnected)]
    [InlineData("04", (SessionUpdateCause)4)]
    public void SessionEvent_Update_RoundTrips(string bytes, SessionUpdateCause cause) =>
        Message.Verify<SessionEvent>($"05 07 01 {bytes} 00", new SessionEvent.Updated(Session, cause, []));

    [Fact]
    [Trait("Rule", "SEC-42")]
    public void SessionPropertyChange_Literals_RoundTrip()
    {
        Message.Verify("04'nick' 01 05'Bobby'", SessionPropertyChange.Added("nick", "Bobby"));
        Message.Verify("04'room' 02 01'a' 01'b'", SessionPropertyChange.Changed("room", "a", "b"));
        Message.Verify("0a'$Principal' 03 03'bob'", SessionPropertyChange.Removed("$Principal", "bob"));
    }

    [Theory]
    [Trait("Rule", "SEC-42")]
    [InlineData("05 07 03 00")] // no such event
    [InlineData("05 07 01 00 01 01'k' 00 01'a' 01'b'")] // no such changes
    [InlineData("05 07 01 00 01 01'k' 04 01'a' 01'b'")]
    public void SessionEvent_UnknownCase_IsRefused(string bytes) => Message.Refuses<SessionEvent>(Hex.Bytes(bytes));

    [Theory]
    [Trait("Rule", "SEC-43")]
    [InlineData("00", SessionCloseReason.ConnectionLost)]
    [InlineData("01", SessionCloseReason.IOException)]
    [InlineData("02", SessionCloseReason.ClientUnresponsive)]
    [InlineData("03", SessionCloseReason.MessageQueueLimitReached)]
    [InlineData("04", SessionCloseReason.ClosedByClient)]
    [InlineData("05", SessionCloseReason.MessageTooLarge)]
    [InlineData("06", SessionCloseReason.InternalError)]
    [InlineData("07", SessionCloseReason.InvalidInboundMessage)]
    [InlineData("08", SessionCloseReason.Aborted)]
    [InlineData("09", SessionCloseReason.LostMessages)]
    [InlineData("0a", (SessionCloseReason)10)]
    [InlineData("0b", SessionCloseReason.ClosedByController)]
    [InlineData("0c", SessionCloseReason.FailedOver)]
    [InlineData("0d", SessionCloseReason.Expired)]
    [InlineData("0e", SessionCloseReason.Revoked)]
    [InlineData("0f", SessionCloseReason.SessionTakenOver)]
    public void SessionEvent_Close_RoundTrips(string bytes, SessionCloseReason reason) =>
        Message.Verify<SessionEvent>($"05 07 02 {bytes} 01 01'k' 01'v'", new SessionEvent.Closed(Session, reason, [new("k", "v")]));
}
