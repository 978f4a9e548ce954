using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

public sealed class UnencryptedTests : AnalyzerTest
{
    private protected override DiagnosticAnalyzer Analyzer => new UnencryptedAnalyzer();

    private protected override CodeFixProvider Fix => new LiteralCodeFix();

    [Theory]
    [InlineData("var o = new MessagingOptions { Url = new Uri([|\"ws://chat.example:8080\"|]) };")]
    [InlineData("await using var c = MessagingClient.Create(o => o.Url = new([|\"WS://10.0.0.1\"|]));")]
    [InlineData("const string Host = \"chat.example\"; var o = new MessagingOptions { Url = new Uri([|\"ws://\" + Host|], UriKind.Absolute) };")]
    [InlineData("var o = new MessagingOptions { Url = new Uri([|\"ws://localhost.example\"|]) };")]
    public Task Url_UnencryptedToAnotherMachine_IsReported(string body) => ReportsAsync(body);

    [Theory]
    [InlineData("ws://localhost:8080")]
    [InlineData("ws://127.0.0.1:8080")]
    [InlineData("ws://[::1]:8080")]
    [InlineData("wss://chat.example")]
    [InlineData("diffusion://chat.example")]
    public Task Url_EncryptedOrOfThisMachine_IsLeftAlone(string url) => ReportsAsync($"var o = new MessagingOptions {{ Url = new Uri(\"{url}\") }};");

    [Fact]
    public Task Url_NotOfTheOptions_IsLeftAlone() => ReportsAsync("var url = new Uri(\"ws://chat.example\"); Console.WriteLine(url);");

    [Fact]
    public Task Fix_Encrypts() => FixesAsync(
        "var o = new MessagingOptions { Url = new(\"ws://chat.example/\") };",
        "var o = new MessagingOptions { Url = new(\"wss://chat.example/\") };");

    [Fact]
    public Task Fix_OfAComputedText_IsNotOffered() => HasNoFixAsync("const string H = \"h.example\"; var o = new MessagingOptions { Url = new Uri(\"ws://\" + H) };");
}
