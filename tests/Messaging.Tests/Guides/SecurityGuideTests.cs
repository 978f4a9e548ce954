using System.Text.RegularExpressions;
using System.Threading.Channels;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Messaging.Tests.Repository;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/security.md</c> shows is compiled, and does over the local server what it says.</summary>
public sealed partial class SecurityGuideTests : ServerTest
{
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    private readonly Channel<string> _shown = Channel.CreateUnbounded<string>();

    private SecurityGuide Guide => new(line => _shown.Writer.TryWrite(line));

    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        string[] regions =
        [
            .. Region().Matches(Read("tests/Messaging.Tests/Guides/SecurityGuide.cs"))
                .Select(region => Indentation().Replace(region.Groups["code"].Value, "")),
        ];

        regions.Should().HaveCountGreaterThan(5);
        Block().Matches(Read("docs/security.md")).Select(block => block.Groups["code"].Value).Should().Equal(regions);
    }

    [Fact]
    public async Task SignUpSignInAndChat_DoWhatTheySay()
    {
        LocalDiffusionServer server = await StartServerAsync();
        await SecurityGuide.ConnectAsync(server.Url, _ => new("password")).Within();
        MessagingClient admin = NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password"));
        await SecurityGuide.DefineRolesAsync(admin, default).Within();
        await (await admin.JoinAsync("lobby", History).Within()).SendAsync("welcome").Within();
        (await SecurityGuide.SignUpAsync(admin, "ann", "ann's", default).Within()).Should().BeTrue();
        (await SecurityGuide.SignUpAsync(admin, "bob", "bob's", default).Within()).Should().BeTrue();
        (await SecurityGuide.SignUpAsync(admin, "bob", "other", default).Within()).Should().BeFalse();

        MessagingClient client = NewClient(server.Url, o => (o.Principal, o.Password) = ("ann", "ann's"));
        await client.ConnectAsync().Within();
        await Guide.SignInAsync(client, "bob", "wrong", default).Within();
        await Guide.SignInAsync(client, "bob", "bob's", default).Within();
        await ShouldShowAsync("Wrong name or password.", "Hello bob.");

        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        using var stop = new CancellationTokenSource();
        Task watching = Guide.WatchAsync(room, stop.Token);
        await room.WatchCapabilitiesAsync().FirstAsync(may => may.IsKnown).AsTask().Within();
        await room.SendAsync("hello", new SendOptions { Name = "Admin" }).Within();
        ChatMessage sent = (await room.History.Latest().FirstAsync().AsTask().Within())!;
        SecurityGuide.Author(sent).Should().Be("Admin (signed in as 'bob')");
        await stop.CancelAsync();
        await watching.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>();
        _shown.Writer.TryWrite("end");
        (await _shown.Reader.ReadAllAsync().TakeWhile(line => line != "end").ToListAsync().AsTask().Within())
            .Should().Contain("send: True, edit own: True, moderate: False");

        await Guide.RemoveAsync(room, 0, default).Within();
        await ShouldShowAsync("EDIT_TIME_SERIES_EVENTS is missing on Chat/lobby.");
    }

    [Fact]
    public async Task LockAndOnline_DoWhatTheySay()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient admin = NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password"));
        await admin.Accounts.CreateAsync("mallory", "pw", []).Within();
        MessagingClient mallory = NewClient(server.Url, o => (o.Principal, o.Password) = ("mallory", "pw"));
        await mallory.ConnectAsync().Within();
        using var stop = new CancellationTokenSource();
        Task watching = Guide.WatchOnlineAsync(admin, stop.Token);
        await foreach (string line in _shown.Reader.ReadAllAsync())
        {
            if (line == "admin, mallory")
            {
                break;
            }
        }

        await stop.CancelAsync();
        await watching.Awaiting(w => w.Within()).Should().ThrowAsync<OperationCanceledException>();
        await Guide.LockAsync(admin, "new", default).Within();

        await _shown.Reader.ReadAllAsync().FirstAsync(line => line == "Locked; 1 sessions closed.").AsTask().Within();
        ConnectionStatus status = await mallory.WatchStatusAsync().FirstAsync(s => s.State == ConnectionState.Closed).AsTask().Within();
        status.Error!.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        MessagingClient again = NewClient(server.Url, o => (o.Principal, o.Password) = ("mallory", "new"));
        await again.ConnectAsync().Within();
    }

    private static string Read(string path) => RepositoryFiles.Read(path).ReplaceLineEndings("\n");

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
