using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

public sealed class GapTests : AnalyzerTest
{
    private const string Event = "RoomEvent e = new CaughtUp();\n";

    private protected override DiagnosticAnalyzer Analyzer => new GapAnalyzer();

    private protected override CodeFixProvider Fix => new GapCodeFix();

    [Theory]
    [InlineData("switch ([|e|]) { case MessagePosted posted: Console.WriteLine(posted); break; }")]
    [InlineData("switch ([|e|]) { case MessagePosted: Console.WriteLine(); break; case CaughtUp: break; default: break; }")]
    [InlineData("switch ([|e|]) { case MessagePosted { Message.Text: \"x\" }: Console.WriteLine(); break; }")]
    [InlineData("string? text = [|e|] switch { MessagePosted p => p.Message.Text, _ => null };")]
    [InlineData("string text = [|e|] switch { MessagePosted p => p.Message.Text, CaughtUp => \"done\", _ => \"\" };")]
    public Task Switch_WithoutGap_IsReported(string body) => ReportsAsync(Event + body);

    [Theory]
    [InlineData("switch (e) { case MessagePosted: break; case Gap gap: Console.WriteLine(gap); break; }")]
    [InlineData("switch (e) { case MessagePosted: break; case Gap { Reason: GapReason.ReaderTooSlow } or CaughtUp: break; }")]
    [InlineData("switch (e) { case MessagePosted: break; default: Console.WriteLine(e); break; }")]
    [InlineData("switch (e) { case MessagePosted: break; case var other: Console.WriteLine(other); break; }")]
    [InlineData("switch (e) { case MessagePosted: break; case RoomEvent other: Console.WriteLine(other); break; }")]
    [InlineData("string text = e switch { MessagePosted p => p.Message.Text, _ => e.ToString() };")]
    [InlineData("string text = e switch { MessagePosted p => p.Message.Text, _ => throw new InvalidOperationException() };")]
    [InlineData("object o = e; switch (o) { case MessagePosted: break; }")]
    [InlineData("switch (e) { default: break; }")]
    [InlineData("if (e is MessagePosted) { Console.WriteLine(); }")]
    public Task Switch_ThatCoversIt_IsLeftAlone(string body) => ReportsAsync(Event + body);

    [Fact]
    public Task Fix_OfAStatement_AddsACase() => FixesAsync(
        """
        RoomEvent e = new CaughtUp();
        switch (e)
        {
            case MessagePosted posted:
                Console.WriteLine(posted);
                break;
        }
        """,
        """
        RoomEvent e = new CaughtUp();
        switch (e)
        {
            case global::Messaging.Gap:
                throw new global::System.NotImplementedException("Show that messages may be missing here, or read them from the history.");
            case MessagePosted posted:
                Console.WriteLine(posted);
                break;
        }
        """);

    [Fact]
    public Task Fix_OfAnExpression_AddsAnArm() => FixesAsync(
        """
        RoomEvent e = new CaughtUp();
        string? text = e switch { MessagePosted p => p.Message.Text, _ => null };
        """,
        """
        RoomEvent e = new CaughtUp();
        string? text = e switch { global::Messaging.Gap => throw new global::System.NotImplementedException("Show that messages may be missing here, or read them from the history."), MessagePosted p => p.Message.Text, _ => null };
        """);
}
