using System.Text.RegularExpressions;
using System.Threading.Channels;
using Messaging.Tests.Fakes;
using Messaging.Tests.Repository;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/sending.md</c> shows is compiled, and does what it says.</summary>
public sealed partial class SendingGuideTests : RoomTest
{
    private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();

    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        string[] regions =
        [
            .. Region().Matches(Read("tests/Messaging.Tests/Guides/SendingGuide.cs"))
                .Select(region => Indentation().Replace(region.Groups["code"].Value, "")),
        ];

        regions.Should().HaveCount(4);
        Block().Matches(Read("docs/sending.md")).Select(block => block.Groups["code"].Value).Should().Equal(regions);
    }

    [Fact]
    public async Task WholeGuide_DoesWhatItSays()
    {
        var guide = new SendingGuide(line => _shown.Writer.TryWrite(line));
        MessagingClient client = NewClient(o => o.SendTimeout = TimeSpan.FromSeconds(7));
        IChatRoom room = await client.JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();
        (await SendingGuide.SendAsync(room, CancellationToken.None).Within()).Event!.Sequence.Should().Be(0);
        Server.OnOpen = FakeServer.NeverAsync;
        Server.Session.Drop();
        await client.WhenAsync(ConnectionState.Reconnecting);
        using var stop = new CancellationTokenSource();
        Task showing = guide.ShowAsync(room, () => RoomView.Empty, stop.Token);

        Task telling = guide.TellAsync(room, "later");
        (await _shown.Reader.ReadAsync().AsTask().Within()).Should().Be("later (Waiting)");
        await Time.PassAsync(TimeSpan.FromSeconds(7));
        await telling.Within();

        // That it waits may be said more than once; how often is nobody's business.
        string[] lines = await _shown.Reader.ReadAllAsync().Where(line => line != "later (Waiting)").Take(2).ToArrayAsync().AsTask().Within();
        lines.Should().Contain("later (Failed)").And.Contain(line => line.StartsWith("This is not in the room. ", StringComparison.Ordinal));
        Task retrying = SendingGuide.RetryAsync(room);
        room.Outbox.Messages.Should().ContainSingle().Which.State.Should().Be(OutboxMessageState.Waiting);
        await stop.CancelAsync();
        await showing.Awaiting(s => s.Within()).Should().ThrowAsync<OperationCanceledException>();
        await client.DisposeAsync().Within();
        (await retrying.Awaiting(r => r.Within()).Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotSent);
    }

    private static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region [^\n]*\n(?<code>.*?) *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
