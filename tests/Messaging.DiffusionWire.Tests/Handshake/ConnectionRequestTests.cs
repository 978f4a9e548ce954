using Messaging.DiffusionWire.Handshake;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Tests.Support;

namespace Messaging.DiffusionWire.Tests.Handshake;

public sealed class ConnectionRequestTests
{
    private const string Minimal = "ty=WB&v=29&ca=10&r=60000&sp=%7B%7D";

    [Fact]
    [Trait("Rule", "SESS-01")]
    public void ToRequestTarget_Anonymous_HasNeitherNameNorPassword() =>
        new ConnectionRequest().ToRequestTarget().Should().Be($"/diffusion?{Minimal}");

    [Fact]
    [Trait("Rule", "SESS-01")]
    public void ToRequestTarget_CredentialsWithoutPrincipal_HasNeither() =>
        new ConnectionRequest { Credentials = Credentials.Password("secret") }.ToRequestTarget().Should().Be($"/diffusion?{Minimal}");

    [Fact]
    [Trait("Rule", "SESS-01")]
    public void ToRequestTarget_EmptyPrincipal_IsSent() =>
        new ConnectionRequest { Principal = string.Empty, Credentials = Credentials.Password(string.Empty) }.ToRequestTarget()
            .Should().Be($"/diffusion?{Minimal}&username=&password=AQA%3D");

    [Fact]
    [Trait("Rule", "SEC-01")]
    public void ToRequestTarget_Password_IsBase64OfCredentials() =>
        new ConnectionRequest { Principal = "user", Credentials = Credentials.Password("password") }.ToRequestTarget()
            .Should().EndWith("&username=user&password=AQhwYXNzd29yZA%3D%3D");

    [Fact]
    [Trait("Rule", "SESS-10")]
    public void ToRequestTarget_Reconnection_PutsTokenAndSequencesBeforeProperties() =>
        new ConnectionRequest { Reconnection = new Reconnection("a+b/c=", 2, 1) }.ToRequestTarget()
            .Should().Be("/diffusion?ty=WB&v=29&ca=10&r=60000&c=a%2Bb%2Fc%3D&cs=2&ss=1&sp=%7B%7D");

    [Fact]
    [Trait("Rule", "SESS-02")]
    public void ToRequestTarget_ReservedAndUnicode_AreEscapedAsBrowsersDo() =>
        new ConnectionRequest { Principal = "a b&c=d/é😀+%!'()*-._~" }.ToRequestTarget()
            .Should().Contain("&username=a%20b%26c%3Dd%2F%C3%A9%F0%9F%98%80%2B%25!'()*-._~&");

    [Theory]
    [Trait("Rule", "SESS-02")]
    [InlineData("plain")]
    [InlineData("with \"quotes\" and \\ and \u0001 and / and <é😀>")]
    [InlineData("")]
    public void SessionProperties_AnyText_SurviveRoundTrip(string value)
    {
        ConnectionRequest request = new() { SessionProperties = [new("$Environment", "x"), new("k" + value, value)] };

        ConnectionRequest read = Parse(request.ToRequestTarget());

        read.SessionProperties.Should().Equal(request.SessionProperties);
    }

    [Fact]
    [Trait("Rule", "SESS-01")]
    public void Parse_EveryField_IsRead()
    {
        ConnectionRequest request = ConnectionRequest.Parse(
            "/my/path/diffusion",
            "?ty=WB&v=29&ca=10&r=5000&c=tok%2Ben&cs=45&ss=7&sp=%7B%22dept%22%3A%22R%26D%22%7D&username=us%20er&password=AgQBAgP%2F");

        request.Should().BeEquivalentTo(
            new ConnectionRequest
            {
                PathPrefix = "/my/path",
                ConnectionType = "WB",
                ProtocolVersion = 29,
                Capabilities = 10,
                ReconnectTimeoutMilliseconds = 5000,
                Reconnection = new Reconnection("tok+en", 45, 7),
                SessionProperties = [new("dept", "R&D")],
                Principal = "us er",
                Credentials = Credentials.Custom(Hex.Bytes("010203ff")),
            },
            Message.Exactly);
    }

    [Fact]
    [Trait("Rule", "SESS-02")]
    public void Parse_PlusInBase64_StaysPlus() =>
        Parse("/diffusion?ty=WB&v=29&username=u&password=AgL7/w+=".Replace("AgL7/w+=", "AgL++w==", StringComparison.Ordinal))
            .Credentials.Data.ToArray().Should().Equal(Convert.FromBase64String("AgL++w==")[2..]);

    [Theory]
    [Trait("Rule", "SESS-01")]
    [InlineData("/")]
    [InlineData("/other")]
    [InlineData("/diffusion/more")]
    public void Parse_OtherPath_IsRefused(string path) => Refuses(path, Minimal);

    [Theory]
    [Trait("Rule", "SESS-01")]
    [InlineData("")]
    [InlineData("v=29")]
    [InlineData("ty=WB")]
    [InlineData("ty=WB&v=")]
    [InlineData("ty=WB&v=twenty")]
    [InlineData("ty=WB&v=99999999999")]
    [InlineData("ty=WB&v=29&r=1e3")]
    [InlineData("ty=WB&v=29&ca=x")]
    public void Parse_MissingOrMalformedNumber_IsRefused(string query) => Refuses("/diffusion", query);

    [Theory]
    [Trait("Rule", "SESS-10")]
    [InlineData("ty=WB&v=29&c=token")]
    [InlineData("ty=WB&v=29&c=token&cs=1")]
    [InlineData("ty=WB&v=29&c=token&ss=1")]
    [InlineData("ty=WB&v=29&c=token&cs=x&ss=1")]
    public void Parse_HalfAReconnection_IsRefused(string query) => Refuses("/diffusion", query);

    [Theory]
    [Trait("Rule", "SESS-02")]
    [InlineData("ty=WB&v=29&sp=")]
    [InlineData("ty=WB&v=29&sp=%7B")]
    [InlineData("ty=WB&v=29&sp=%5B%5D")]
    [InlineData("ty=WB&v=29&sp=%22x%22")]
    [InlineData("ty=WB&v=29&sp=%7B%22a%22%3A%22%5Cud800%22%7D")] // an escaped lone surrogate
    public void Parse_MalformedProperties_AreRefused(string query) => Refuses("/diffusion", query);

    /// <summary>Not by an attribute's argument: that cannot hold it either.</summary>
    [Fact]
    [Trait("Rule", "SESS-02")]
    public void Parse_PropertiesWithALoneSurrogateAsItIs_AreRefused() => Refuses("/diffusion", "ty=WB&v=29&sp=%7B%22a%22%3A%22\ud800%22%7D");

    [Theory]
    [Trait("Rule", "SEC-01")]
    [InlineData("password=%21%21")]
    [InlineData("password=AQ%3D%3D")] // type 1 without a length
    [InlineData("password=")]
    [InlineData("password=BQA%3D")] // type 5
    public void Parse_MalformedCredentials_AreRefusedWithoutShowingThem(string password)
    {
        Action parse = () => ConnectionRequest.Parse("/diffusion", $"{Minimal}&username=u&{password}");

        parse.Should().ThrowExactly<WireFormatException>().Which.Message.Should().NotContain(password["password=".Length..] + "!");
    }

    [Fact]
    public void ToString_Request_HidesSecrets()
    {
        string text = new ConnectionRequest
        {
            Principal = "user",
            Credentials = Credentials.Password("horse"),
            Reconnection = new Reconnection("battery", 1, 1),
        }.ToString();

        text.Should().NotContain("horse").And.NotContain("battery");
    }

    private static ConnectionRequest Parse(string target)
    {
        int question = target.IndexOf('?', StringComparison.Ordinal);
        return ConnectionRequest.Parse(target[..question], target[question..]);
    }

    private static void Refuses(string path, string query)
    {
        Action parse = () => ConnectionRequest.Parse(path, query);
        parse.Should().ThrowExactly<WireFormatException>();
    }
}
