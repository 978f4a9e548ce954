using Messaging.DiffusionWire.Services.Sessions;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Services;

[Trait("Rule", "SESS-20")]
public sealed class SessionPropertiesTests
{
    [Fact]
    public void Response_Properties_RoundTrip() => Message.Verify(
        "01 02 0a'$Principal' 04'user' 01'k' 00",
        new SessionPropertiesResponse([new("$Principal", "user"), new("k", string.Empty)]));

    [Fact]
    public void Response_NoProperties_IsNotNoSession()
    {
        Message.Verify("01 00", new SessionPropertiesResponse([]));
        Message.Verify("00", new SessionPropertiesResponse((IReadOnlyList<KeyValuePair<string, string>>?)null));
    }

    [Theory]
    [InlineData("01 ffffffff07")]
    [InlineData("01 02 01'k' 01'v'")]
    public void Response_CountThatCannotBe_IsRefused(string bytes) => Message.Refuses<SessionPropertiesResponse>(Hex.Bytes(bytes));
}
