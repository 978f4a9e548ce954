using Messaging.Sessions;

namespace Messaging.Tests.Sessions;

public sealed class DiffusionSessionFactoryTests
{
    [Theory]
    [InlineData("ws://localhost:8080", "ws://localhost:8080")]
    [InlineData("ws://localhost:8080/", "ws://localhost:8080")]
    [InlineData("ws://localhost", "ws://localhost:80")]
    [InlineData("wss://chat.example.com", "wss://chat.example.com:443")]
    [InlineData("wss://chat.example.com/a/b/", "wss://chat.example.com:443/a/b")]
    [InlineData("ws://[::1]:8080", "ws://[::1]:8080")]
    public void ToServerUrl_LegalUrl_IsTheFormOfTheSdk(string url, string expected) =>
        DiffusionSessionFactory.ToServerUrl(new Uri(url)).Should().Be(expected);
}
