using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

public sealed class RequestMessageTests
{
    private const string Json = "04'json' 05 bf 61'x' 01 ff";
    private const string Id = "88ef99abc5e88c9111 01";

    private static readonly ReadOnlyMemory<byte> Value = Hex.Bytes("bf 61'x' 01 ff");
    private static readonly SessionId Session = new(0x1122334455667788, 1);

    [Theory]
    [Trait("Rule", "SEC-50")]
    [InlineData("04'json' 05 bf 61'x' 01 ff", "json", "bf 61'x' 01 ff")]
    [InlineData("06'string' 03 62'hi'", "string", "62'hi'")]
    [InlineData("05'int64' 02 182a", "int64", "182a")]
    [InlineData("06'double' 09 fb4012000000000000", "double", "fb4012000000000000")]
    [InlineData("06'binary' 03 010203", "binary", "010203")]
    [InlineData("06'binary' 00", "binary", "")]
    public void RequestResponse_EveryType_RoundTrips(string bytes, string type, string value) =>
        Message.Verify(bytes, new RequestResponse(type, Hex.Bytes(value)));

    [Fact]
    [Trait("Rule", "SEC-51")]
    [Trait("Rule", "SEC-56")]
    public void PathRequest_Literal_RoundTrips() => Message.Verify($"03'a/b' {Json}", new PathRequest("a/b", "json", Value));

    [Fact]
    [Trait("Rule", "SEC-51")]
    public void SessionRequest_Literal_RoundTrips() => Message.Verify($"{Id} 03'a/b' {Json}", new SessionRequest(Session, "a/b", "json", Value));

    [Fact]
    [Trait("Rule", "SEC-52")]
    public void RequestHandler_Literals_RoundTrip()
    {
        Message.Verify("58 07'default' 03'a/b' 01 0a'$Principal' 6d", new AddRequestHandlerRequest("a/b", ["$Principal"], 0x6d));
        Message.Verify("58 07'default' 03'a/b' 01 0a'$Principal'", new RemoveRequestHandlerRequest("a/b", ["$Principal"]));
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public void RequestHandler_ForAnotherService_IsRefused()
    {
        Message.Refuses<AddRequestHandlerRequest>(Hex.Bytes("59 07'default' 03'a/b' 00 6d"));
        Message.Refuses<RemoveRequestHandlerRequest>(Hex.Bytes("78 07'default' 03'a/b' 00"));
    }

    [Fact]
    [Trait("Rule", "SEC-52")]
    public void RequestHandler_AnotherGroup_IsIgnored() =>
        Message.Read<AddRequestHandlerRequest>(Hex.Bytes("58 01'g' 03'a/b' 00 6d")).Should().BeEquivalentTo(new AddRequestHandlerRequest("a/b", [], 0x6d));

    [Fact]
    [Trait("Rule", "SEC-53")]
    public void ForwardedRequest_Literal_RoundTrips() => Message.Verify(
        $"01 05 07 05'a/b/c' 01 0a'$Principal' 03'bob' {Json}",
        new ForwardedRequest(1, new SessionId(5, 7), "a/b/c", [new("$Principal", "bob")], "json", Value));

    [Fact]
    [Trait("Rule", "SEC-54")]
    public void FilterRequest_Literal_RoundTrips() => Message.Verify($"67 03'all' 03'a/b' {Json}", new FilterRequest(0x67, "all", "a/b", "json", Value));

    [Fact]
    [Trait("Rule", "SEC-55")]
    public void FilteredResponse_Literals_RoundTrip()
    {
        Message.Verify($"1e 05 07 00 {Json}", new FilteredResponse(30, new SessionId(5, 7), new RequestResponse("json", Value)));
        Message.Verify(
            "1e 05 08 01 ab46 06'no way'", new FilteredResponse(30, new SessionId(5, 8), new ServiceError("no way", ServiceErrorCode.RejectedRequest)));
        Message.Refuses<FilteredResponse>(Hex.Bytes($"1e 05 07 02 {Json}"));
    }
}
