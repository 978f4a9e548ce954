using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Messaging.Analyzers.Tests;

public sealed class DisposalTests : AnalyzerTest
{
    private protected override DiagnosticAnalyzer Analyzer => new DisposalAnalyzer();

    private protected override CodeFixProvider Fix => new DisposalCodeFix();

    [Theory]
    [InlineData("IMessagingClient client = [|MessagingClient.Create(o => { })|]; await client.ConnectAsync();")]
    [InlineData("var client = [|MessagingClient.Create(o => { })|]; Console.WriteLine(client.Status);")]
    [InlineData("[|MessagingClient.Create(o => { })|];")]
    [InlineData("_ = [|MessagingClient.Create(o => { })|];")]
    [InlineData("IMessagingClient? client; client = [|MessagingClient.Create(o => { })|]; if (client != null) { await client.ConnectAsync(); }")]
    public Task Client_NobodyDisposes_IsReported(string body) => ReportsAsync(body);

    [Theory]
    [InlineData("await using var client = MessagingClient.Create(o => { }); await client.ConnectAsync();")]
    [InlineData("await using (var client = MessagingClient.Create(o => { })) { await client.ConnectAsync(); }")]
    [InlineData("var client = MessagingClient.Create(o => { }); await using (client) { await client.ConnectAsync(); }")]
    [InlineData("var client = MessagingClient.Create(o => { }); try { await client.ConnectAsync(); } finally { await client.DisposeAsync(); }")]
    [InlineData("IMessagingClient? client = MessagingClient.Create(o => { }); if (client is not null) await client.DisposeAsync();")]
    [InlineData("var client = MessagingClient.Create(o => { }); await using var disposal = client.ConfigureAwait(false);")]
    [InlineData("var client = MessagingClient.Create(o => { }); Keep(client); static void Keep(IMessagingClient kept) { }")]
    [InlineData("IMessagingClient Make() { var client = MessagingClient.Create(o => { }); return client; } await using var made = Make();")]
    [InlineData("var clients = new List<IMessagingClient>(); clients.Add(MessagingClient.Create(o => { }));")]
    [InlineData("IServiceProvider services = null!; var client = (IMessagingClient)services.GetService(typeof(IMessagingClient))!; await client.ConnectAsync();")]
    public Task Client_DisposedOrHandedOver_IsLeftAlone(string body) => ReportsAsync(body);

    [Theory]
    [InlineData("IChatRoom room = [|await_client.JoinAsync(\"r\")|]; await room.SendAsync(\"hello\");")]
    [InlineData("await [|await_client.JoinAsync(\"r\")|];")]
    [InlineData("var room = await [|await_client.JoinAsync(\"r\")|].ConfigureAwait(false); await foreach (RoomEvent e in room.ReadAsync()) { }")]
    public Task Room_NobodyDisposes_IsReported(string body) => ReportsAsync(WithClient(body));

    [Theory]
    [InlineData("await using IChatRoom room = await await_client.JoinAsync(\"r\");")]
    [InlineData("IChatRoom room = await await_client.JoinAsync(\"r\"); await room.LeaveAsync();")]
    [InlineData("Func<Task<IChatRoom>> join = () => await_client.JoinAsync(\"r\"); await using var room = await join();")]
    public Task Room_LeftOrHandedOver_IsLeftAlone(string body) => ReportsAsync(WithClient(body));

    [Fact]
    public Task Room_OfAClientThatTheSameMethodDisposes_IsLeftAlone() => ReportsAsync(
        """
        await using var client = MessagingClient.Create(o => { });
        IChatRoom room = await client.JoinAsync("r");
        await room.SendAsync("hello");
        """);

    [Fact]
    public Task Field_NobodyDisposes_IsReported() => ReportsAsync(
        """
        Console.WriteLine();

        sealed class Page(IMessagingClient client)
        {
            private IChatRoom? _room;

            public async Task OpenAsync()
            {
                _room = await [|client.JoinAsync("r")|];
                await _room.SendAsync("hello");
            }
        }
        """);

    [Theory]
    [InlineData("public async ValueTask DisposeAsync() { if (_room is not null) { await _room.DisposeAsync(); } }")]
    [InlineData("public ValueTask DisposeAsync() => _room?.DisposeAsync() ?? default;")]
    [InlineData("public async ValueTask DisposeAsync() { if (_room is { } room) { await room.LeaveAsync(); } }")]
    public Task Field_Disposed_IsLeftAlone(string disposal) => ReportsAsync(
        $$"""
        Console.WriteLine();

        sealed class Page(IMessagingClient client) : IAsyncDisposable
        {
            private IChatRoom? _room;

            public async Task OpenAsync() => _room = await client.JoinAsync("r");

            {{disposal}}
        }
        """);

    [Fact]
    public Task Fix_OfALocalVariable_IsAwaitUsing() => FixesAsync(
        """
        // The one client.
        IMessagingClient client = MessagingClient.Create(o => { });
        await client.ConnectAsync();
        """,
        """
        // The one client.
        await using IMessagingClient client = MessagingClient.Create(o => { });
        await client.ConnectAsync();
        """);

    [Theory]
    [InlineData("MessagingClient.Create(o => { });")]
    [InlineData("Run(); void Run() { var client = MessagingClient.Create(o => { }); Console.WriteLine(client.Status); }")]
    public Task Fix_WithoutAVariableOrAwait_IsNotOffered(string body) => HasNoFixAsync(body);

    // "await_client" is a client that came from elsewhere: whoever made it disposes it.
    private static string WithClient(string body) =>
        $$"""
        Console.WriteLine();
        static class Program2
        {
            public static async Task RunAsync(IMessagingClient client)
            {
                await Task.Yield();
                {{body.Replace("= [|await_", "= await [|", StringComparison.Ordinal).Replace("await_", "", StringComparison.Ordinal)}}
            }
        }
        """;
}
