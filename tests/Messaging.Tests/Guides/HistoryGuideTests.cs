using System.Text.RegularExpressions;
using System.Threading.Channels;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Messaging.Tests.Repository;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/history.md</c> shows is compiled, and does over the local server what it says.</summary>
public sealed partial class HistoryGuideTests : ServerTest
{
    private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();

    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        string[] regions =
        [
            .. Region().Matches(Read("tests/Messaging.Tests/Guides/HistoryGuide.cs"))
                .Select(region => Indentation().Replace(region.Groups["code"].Value, "")),
        ];

        regions.Should().HaveCountGreaterThan(5);
        Block().Matches(Read("docs/history.md")).Select(block => block.Groups["code"].Value).Should().Equal(regions);
    }

    [Fact]
    public async Task JoinAndRead_ShowHistoryThenLive()
    {
        (HistoryGuide guide, _) = await BeginAsync();
        IChatRoom room = await guide.JoinAsync().Within();
        await ShouldShowAsync("It is number 0, and the server says it came from 'client'.");
        using var stop = new CancellationTokenSource();
        Task reading = guide.ReadAsync(room, stop.Token);
        await ShouldShowAsync("0 hello", "--- what follows is live ---");

        await room.SendAsync("live").Within();
        await room.EditAsync(0, "hello!").Within();
        await room.RemoveAsync(1).Within();
        await ShouldShowAsync("1 live", "0 hello! (edited)", "1 (removed)");
        await stop.CancelAsync();

        await reading.Awaiting(r => r.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task FoldAndScrollBack_ShowTheRoom()
    {
        (_, IMessagingClient client) = await BeginAsync();
        var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "limit 1000", SubscriptionRange = "limit 10" };
        IChatRoom room = await client.JoinAsync("Default Room", options).Within();
        await Task.WhenAll(Enumerable.Range(0, 170).Select(i => room.SendAsync($"{i}"))).Within();
        using var stop = new CancellationTokenSource();
        var views = Channel.CreateUnbounded<RoomView>();
        Task folding = HistoryGuide.FoldAsync(room, view => views.Writer.TryWrite(view), stop.Token);

        RoomView view = await views.Reader.ReadAllAsync().FirstAsync(v => v.LiveFrom is not null).AsTask().Within();
        await stop.CancelAsync();
        await folding.Awaiting(f => f.Within()).Should().ThrowAsync<OperationCanceledException>();
        view.Items.Select(i => i.Message!.Text).Should().Equal(Enumerable.Range(70, 100).Select(i => $"{i}"));
        await room.EditAsync(30, "edited").Within();
        await room.RemoveAsync(31).Within();

        view = await HistoryGuide.ScrollBackAsync(room, view, CancellationToken.None).Within();

        view.Items.Should().HaveCount(150);
        view.Find(30)!.Message!.Text.Should().Be("edited");
        view.Find(31)!.State.Should().Be(RoomViewItemState.Removed);
        view.LiveFrom.Should().Be(150);
    }

    [Fact]
    public async Task SearchAndResume_ReadWhatTheServerRetains()
    {
        (HistoryGuide guide, IMessagingClient client) = await BeginAsync();
        var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "limit 2000" };
        IChatRoom room = await client.JoinAsync("Default Room", options).Within();
        await Task.WhenAll(Enumerable.Range(0, 1_001).Select(i => room.SendAsync($"{i}"))).Within();

        await guide.SearchAsync(room, CancellationToken.None).Within();
        await ShouldShowAsync([.. Enumerable.Range(0, 1_001).Select(i => $"{i}")]);

        string? bookmark = await HistoryGuide.ExportAsync(room, null, CancellationToken.None).Within();
        bookmark.Should().NotBeNull();
        (await HistoryGuide.ExportAsync(room, bookmark, CancellationToken.None).Within()).Should().BeNull();
    }

    [Fact]
    public async Task EditAndSendAgain_DoWhatTheySay()
    {
        (HistoryGuide guide, _) = await BeginAsync();
        IChatRoom room = await guide.JoinAsync().Within();

        SendReceipt receipt = await guide.SendSafelyAsync(room, CancellationToken.None).Within();
        receipt.Event!.Sequence.Should().Be(1);
        (await room.SendAsync("hello", new SendOptions { Id = receipt.Id }).Within()).Should().Be(receipt with { WasDuplicate = true });
        await HistoryGuide.EditAsync(room, receipt).Within();

        (await room.Awaiting(r => r.EditAsync(1, "too late").Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
        (await room.Awaiting(r => r.EditAsync(77, "never").Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.MessageNotFound);
    }

    private static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    private async Task<(HistoryGuide Guide, IMessagingClient Client)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url, o => (o.Principal, o.Password) = ("client", "password"));
        return (new HistoryGuide(client, line => _shown.Writer.TryWrite(line)), client);
    }

    private async Task ShouldShowAsync(params string[] lines)
    {
        foreach (string line in lines)
        {
            (await _shown.Reader.ReadAsync().AsTask().Within()).Should().Be(line);
        }
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region [^\n]*\n(?<code>.*?) *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
