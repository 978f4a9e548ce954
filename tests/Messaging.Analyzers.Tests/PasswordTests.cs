using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

public sealed class PasswordTests : AnalyzerTest
{
    private protected override DiagnosticAnalyzer Analyzer => new PasswordAnalyzer();

    private protected override CodeFixProvider Fix => new LiteralCodeFix();

    [Theory]
    [InlineData("var o = new MessagingOptions { Principal = \"admin\", Password = [|\"password\"|] };")]
    [InlineData("await using var c = MessagingClient.Create(o => o.Password = [|\"password\"|]);")]
    [InlineData("const string Secret = \"password\"; var o = new MessagingOptions(); o.Password = [|Secret|];")]
    [InlineData("IMessagingClient c = null!; await c.ChangeUserAsync(\"bob\", [|\"pw\"|]);")]
    [InlineData("IMessagingClient c = null!; await c.ChangeUserAsync(password: [|\"pw\" + \"d\"|], principal: \"bob\");")]
    public Task Password_Constant_IsReported(string body) => ReportsAsync(body);

    [Theory]
    [InlineData("var o = new MessagingOptions { Password = Environment.GetEnvironmentVariable(\"PASSWORD\") };")]
    [InlineData("var o = new MessagingOptions { Password = args[0] };")]
    [InlineData("var o = new MessagingOptions { Password = null };")]
    [InlineData("var o = new MessagingOptions { Password = \"\" };")]
    [InlineData("var o = new MessagingOptions { Principal = \"bob\", DisplayName = \"Bob\" };")]
    [InlineData("IMessagingClient c = null!; await c.ChangeUserAsync(\"bob\", _ => ValueTask.FromResult(args[0]));")]
    [InlineData("Other(password: \"pw\"); static void Other(string password) { }")]
    public Task Password_FromElsewhere_IsLeftAlone(string body) => ReportsAsync(body);

    [Fact]
    public Task Fix_OfAnOption_ReadsTheEnvironment() => FixesAsync(
        "var o = new MessagingOptions { Password = \"password\" };",
        "var o = new MessagingOptions { Password = global::System.Environment.GetEnvironmentVariable(\"MESSAGING_PASSWORD\") };");

    [Fact]
    public Task Fix_OfAnArgument_ReadsTheEnvironment() => FixesAsync(
        "IMessagingClient c = null!; await c.ChangeUserAsync(\"bob\", \"pw\");",
        "IMessagingClient c = null!; await c.ChangeUserAsync(\"bob\", global::System.Environment.GetEnvironmentVariable(\"MESSAGING_PASSWORD\")!);");
}
