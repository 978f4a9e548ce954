using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class SessionControlMessageTests
{
    private const string Id = "88ef99abc5e88c9111 01";
    private const string Filter = "13'$Principal is \"bob\"'";
    private const string FilterText = "$Principal is \"bob\"";
    private const string Report = "01 10'unexpected token' 01 05";

    private static readonly SessionId Session = new(0x1122334455667788, 1);
    private static readonly ErrorReport UnexpectedToken = new("unexpected token", 1, 5);

    [Fact]
    [Trait("Rule", "SEC-30")]
    public void SessionPropertiesRequest_Literal_RoundTrips()
    {
        Message.Verify($"{Id} 02 0a'$Principal' 04'room'", new SessionPropertiesRequest(Session, ["$Principal", "room"]));
        Message.Verify($"{Id} 02 02'*F' 02'*U'", new SessionPropertiesRequest(Session, [SessionPropertyKeys.AllFixed, SessionPropertyKeys.AllUser]));
    }

    [Fact]
    [Trait("Rule", "SEC-30")]
    public void SessionPropertiesResponse_NoSuchSession_IsNull() =>
        Message.Verify("00", new SessionPropertiesResponse((IReadOnlyList<KeyValuePair<string, string>>?)null));

    [Fact]
    [Trait("Rule", "SEC-31")]
    public void SetSessionPropertiesRequest_Literal_RoundTrips()
    {
        Message.Verify(
            $"{Id} 01 02 04'room' 01'a' 04'nick' 01'B' 01 01 04'gone'",
            new SetSessionPropertiesRequest(Session, [new("room", "a"), new("nick", "B")], ["gone"]));
        Message.Verify($"{Id} 00 01 01 01'c'", new SetSessionPropertiesRequest(Session, null, ["c"]));
        Message.Verify($"{Id} 01 00 00", new SetSessionPropertiesRequest(Session, [], null));
    }

    [Fact]
    [Trait("Rule", "SEC-31")]
    public void SetSessionPropertiesResponse_Literal_RoundTrips()
    {
        Message.Verify("01 01 04'room' 03'old' 01 01 04'nick'", new SetSessionPropertiesResponse([new("room", "old")], ["nick"]));
        Message.Verify("00 00", new SetSessionPropertiesResponse(null, null));
    }

    [Fact]
    [Trait("Rule", "SEC-32")]
    public void SetSessionPropertiesByFilterRequest_Literal_RoundTrips() => Message.Verify(
        $"{Filter} 01 01 04'room' 01'a' 00", new SetSessionPropertiesByFilterRequest(FilterText, [new("room", "a")], null));

    [Fact]
    [Trait("Rule", "SEC-32")]
    public void CountAndErrorsResponse_Literal_RoundTrips()
    {
        Message.Verify("ac02 00", new CountAndErrorsResponse(300, []));
        Message.Verify($"00 {Report}", new CountAndErrorsResponse(0, [UnexpectedToken]));
    }

    [Fact]
    [Trait("Rule", "SEC-33")]
    public void Close_Literals_RoundTrip()
    {
        Message.Verify(Id, Session);
        Message.Verify(Filter, new CloseSessionsRequest(FilterText));
    }

    [Theory]
    [Trait("Rule", "SEC-38")]
    [InlineData("04'oops'", "oops")]
    [InlineData("00", "")]
    public void Filter_Literal_GoesAsItIs(string bytes, string filter) => Message.Verify(bytes, new CloseSessionsRequest(filter));

    [Fact]
    [Trait("Rule", "SEC-34")]
    public void ChangeRoles_Literals_RoundTrip()
    {
        Message.Verify($"{Id} 01 02'R1' 02 02'R2' 02'R3'", new ChangeRolesRequest(Session, ["R1"], ["R2", "R3"]));
        Message.Verify($"{Filter} 00 01 02'R2'", new ChangeRolesByFilterRequest(FilterText, [], ["R2"]));
    }

    [Theory]
    [Trait("Rule", "SEC-35")]
    [InlineData("00", false)]
    [InlineData("01", true)]
    public void SetConflated_Literals_RoundTrip(string bytes, bool conflated)
    {
        Message.Verify($"{Id} {bytes}", new SetConflatedRequest(Session, conflated));
        Message.Verify($"{Filter} {bytes}", new SetConflatedByFilterRequest(FilterText, conflated));
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public void Selections_Literals_RoundTrip()
    {
        Message.Verify($"{Id} 02'>a' 00", new SessionSelectionRequest(Session, ">a", string.Empty));
        Message.Verify($"{Filter} 02'>a' 01's'", new FilterSelectionRequest(FilterText, ">a", "s"));
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public void AllScopes_Literals_HaveTheSelectorFirst()
    {
        Message.Verify($"02'>a' {Id}", new SessionAllScopesRequest(">a", Session));
        Message.Verify($"02'>a' {Filter}", new FilterAllScopesRequest(">a", FilterText));
    }

    [Fact]
    [Trait("Rule", "SEC-36")]
    public void CountOrErrorsResponse_Literal_RoundTrips()
    {
        Message.Verify("00 05", new CountOrErrorsResponse(5, []));
        Message.Verify($"01 {Report}", new CountOrErrorsResponse(0, [UnexpectedToken]));
    }

    [Theory]
    [Trait("Rule", "SEC-36")]
    [InlineData("01 00")]
    [InlineData("02 05")]
    public void CountOrErrorsResponse_Neither_IsRefused(string bytes) => Message.Refuses<CountOrErrorsResponse>(Hex.Bytes(bytes));

    [Fact]
    [Trait("Rule", "SEC-37")]
    public void TopicSelectionsResponse_Literal_RoundTrips()
    {
        Message.Verify("00", new TopicSelectionsResponse([]));
        Message.Verify(
            "02 00 02 02'?a' 00 02'>b' 01 01's' 01 02'>c' 00",
            new TopicSelectionsResponse(
            [
                new ScopeSelections(string.Empty, [new TopicSelection("?a", false), new TopicSelection(">b", true)]),
                new ScopeSelections("s", [new TopicSelection(">c", false)]),
            ]));
    }

    [Fact]
    [Trait("Rule", "SEC-37")]
    public void TopicSelection_OtherKind_IsRefused() => Message.Refuses<TopicSelection>(Hex.Bytes("02'>a' 02"));
}
