using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

public sealed class BlockingTests : AnalyzerTest
{
    private const string Room = "IChatRoom room = null!; Task work = Task.CompletedTask;\n";

    private protected override DiagnosticAnalyzer Analyzer => new BlockingAnalyzer();

    private protected override CodeFixProvider Fix => new BlockingCodeFix();

    [Theory]
    [InlineData("var receipt = [|room.SendAsync(\"x\").Result|];")]
    [InlineData("[|room.LeaveAsync().Wait()|];")]
    [InlineData("[|room.LeaveAsync().Wait(1000)|];")]
    [InlineData("[|room.SendAsync(\"x\").GetAwaiter().GetResult()|];")]
    [InlineData("[|room.SendAsync(\"x\").ConfigureAwait(false).GetAwaiter().GetResult()|];")]
    [InlineData("[|room.DisposeAsync().AsTask().Wait()|];")]
    public Task Call_BlockedOn_IsReported(string body) => ReportsAsync(Room + body);

    [Theory]
    [InlineData("await foreach (RoomEvent e in room.ReadAsync()) { [|Thread.Sleep(100)|]; }")]
    [InlineData("await foreach (RoomEvent e in room.ReadAsync().WithCancellation(default).ConfigureAwait(false)) { [|work.Wait()|]; }")]
    [InlineData("await foreach (RoomStatus s in room.WatchStatusAsync()) { if (s.State == RoomState.Joined) { [|work.GetAwaiter().GetResult()|]; } }")]
    [InlineData("var o = new MessagingOptions { PasswordProvider = token => { [|work.Wait()|]; return new(\"\"); } };")]
    [InlineData("IMessagingClient c = null!; await c.ChangeUserAsync(\"bob\", async token => { [|Thread.Sleep(1)|]; return await Task.FromResult(\"\"); });")]
    public Task Handler_ThatBlocks_IsReported(string body) => ReportsAsync(Room + body);

    [Theory]
    [InlineData("await room.SendAsync(\"x\");")]
    [InlineData("work.Wait(); Thread.Sleep(1);")]
    [InlineData("await foreach (RoomEvent e in room.ReadAsync()) { await Task.Delay(1); }")]
    [InlineData("await foreach (RoomEvent e in room.ReadAsync()) { ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(1)); }")]
    [InlineData("static async IAsyncEnumerable<int> Numbers() { await Task.Yield(); yield return 1; } await foreach (int i in Numbers()) { Thread.Sleep(i); }")]
    public Task Code_ThatDoesNotBlockThere_IsLeftAlone(string body) => ReportsAsync(Room + body);

    [Theory]
    [InlineData("var receipt = room.SendAsync(\"x\").Result;", "var receipt = await room.SendAsync(\"x\");")]
    [InlineData("Console.WriteLine(room.SendAsync(\"x\").Result.Id);", "Console.WriteLine((await room.SendAsync(\"x\")).Id);")]
    [InlineData("room.LeaveAsync().Wait();", "await room.LeaveAsync();")]
    [InlineData("room.SendAsync(\"x\").GetAwaiter().GetResult();", "await room.SendAsync(\"x\");")]
    [InlineData(
        "await foreach (RoomEvent e in room.ReadAsync()) { Thread.Sleep(100); }",
        "await foreach (RoomEvent e in room.ReadAsync()) { await global::System.Threading.Tasks.Task.Delay(100); }")]
    public Task Fix_Awaits(string body, string expected) => FixesAsync(Room + body, Room + expected);

    [Theory]
    [InlineData("room.LeaveAsync().Wait(1000);")]
    [InlineData("Run(); void Run() { room.LeaveAsync().Wait(); }")]
    public Task Fix_WhereNothingSimpleDoes_IsNotOffered(string body) => HasNoFixAsync(Room + body);
}
