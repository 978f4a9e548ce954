using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer;
using Microsoft.Extensions.Logging;

namespace Messaging.Tests.EndToEnd;

/// <summary>
/// Passwords, tokens and message texts that nothing else contains, through everything that takes them, failures included: none
/// is in a log line below Trace, of client or server, nor in an exception. That the search finds them is tested with the kit.
/// </summary>
public sealed class SecretsTests : ServerTest
{
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };
    private static readonly RoomOptions Live = new() { Kind = RoomKind.Live };

    private readonly List<Exception> _errors = [];
    private readonly string _adminPassword = TestSecrets.New("admin's password");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _errors.Should().NotBeEmpty("the failures are half of it").And.OnlyContain(error => !TestSecrets.IsIn(error.ToString()));
        Log.Records.Should().Contain(record => record.Level == LogLevel.Debug, "else nothing was looked through");
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Accounts_AndEverythingThatCanFailWithThem()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        IAccounts accounts = admin.Accounts;
        string password = TestSecrets.New("pass'word\n");
        await accounts.CreateAsync("ann", password, ["VIEWER"]).Within();
        await FailAsync(() => accounts.CreateAsync("ann", Secret(), []));
        await FailAsync(() => accounts.CreateAsync("bob", Secret() + new string('x', 10_240), []));
        await FailAsync(() => accounts.CreateAsync("bob", Secret() + "\ud800", []));
        await FailAsync(() => accounts.SetPasswordAsync("nobody", Secret()));
        await FailAsync(() => accounts.SetPasswordAsync("ann", Secret() + new string('x', 10_240)));
        (await accounts.VerifyPasswordAsync("ann", Secret()).Within()).Should().BeFalse();
        (await accounts.VerifyPasswordAsync("ann", password).Within()).Should().BeTrue();
        await accounts.LockAsync("ann").Within();
        await FailAsync(() => accounts.SetPasswordAsync("ann", Secret()));
        await accounts.UnlockAsync("ann", password = Secret()).Within();
        MessagingClient ann = NewClient(url, o => (o.Principal, o.Password) = ("ann", password));
        await FailAsync(() => ann.Accounts.CreateAsync("eve", Secret(), []));
        await FailAsync(() => ann.Accounts.SetPasswordAsync("admin", Secret()));
        await FailAsync(() => ann.Accounts.VerifyPasswordAsync("admin", Secret()));
        await FailAsync(() => ann.Accounts.UnlockAsync("admin", Secret()));
        await FailAsync(() => ann.ChangeUserAsync("admin", Secret()));
        await FailAsync(() => ann.ChangeUserAsync("admin", _ => new(Secret())));
        await ann.ChangeUserAsync("admin", _adminPassword).Within();

        await FailAsync(() => NewClient(url, o => (o.Principal, o.Password) = ("ann", Secret())).ConnectAsync());
        await FailAsync(() => NewClient(url, o => (o.Principal, o.PasswordProvider) = ("ann", _ => new(Secret()))).ConnectAsync());
        await FailAsync(() => NewClient(url, o => (o.Principal, o.PasswordProvider) = ("ann", _ => new(Secret() + "\ud800"))).ConnectAsync());
        await FailAsync(() => NewClient(url, o => (o.Principal, o.Password) = ("ann", Secret() + "\ud800")).ConnectAsync());
    }

    [Fact]
    public async Task Connections_ToWhereNobodyAnswersOrShouldNot()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        await admin.ConnectAsync().Within();
        MessagingOptions options = new() { Url = url, Principal = "ann", Password = Secret() };
        TestSecrets.IsIn(options.ToString()).Should().BeFalse();
        TestSecrets.IsIn(new LocalPrincipal("ann", Secret(), []).ToString()).Should().BeFalse();

        using ReservedPort nobody = new();
        await FailAsync(() => NewClient(new Uri($"ws://127.0.0.1:{nobody.Number}"), o => (o.Principal, o.Password) = ("ann", Secret())).ConnectAsync());
        await FailAsync(() => NewClient(new UriBuilder(url) { Scheme = "wss" }.Uri, o => (o.Principal, o.Password) = ("ann", Secret())).ConnectAsync());
        await FailAsync(() => Task.FromResult(NewClient(new Uri("ws://192.0.2.1"), o => (o.Principal, o.Password) = ("ann", Secret()))));
        await FailAsync(() => NewClient(new UriBuilder(url) { UserName = "ann", Password = Secret() }.Uri).ConnectAsync());
    }

    [Fact]
    public async Task Messages_AndEverythingThatCanFailWithThem()
    {
        ExpectError("RoomNotRestored");
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom room = await admin.JoinAsync("lobby", History).Within();
        IChatRoom live = await admin.JoinAsync("live", Live).Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        EventMetadata first = (await room.SendAsync(Secret()).Within()).Event!;
        await room.SendAsync(Secret()).Within();
        await room.EditAsync(first.Sequence, Secret()).Within();
        await room.RemoveAsync(first.Sequence).Within();
        await live.SendAsync(Secret()).Within();
        await FailAsync(() => room.EditAsync(first.Sequence, Secret()));
        await FailAsync(() => room.SendAsync(Secret() + "\ud800"));
        await FailAsync(() => room.SendAsync(Secret() + new string('x', 1_000_000)));
        (await room.History.Latest().ToArrayAsync().AsTask().Within()).Should().NotBeEmpty();
        await PostUnreadableAsync(url);
        while (reader.Current is not UnreadableMessage)
        {
            (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        }

        string password = Secret();
        await admin.Accounts.CreateAsync("ann", password, ["READER"]).Within();
        MessagingClient ann = NewClient(url, o => (o.Principal, o.Password) = ("ann", password));
        IChatRoom annRoom = await ann.JoinAsync("lobby", History).Within();
        await FailAsync(() => annRoom.SendAsync(Secret()));
        await FailAsync(() => annRoom.EditAsync(first.Sequence + 1, Secret()));
        await FailAsync(() => annRoom.RemoveAsync(first.Sequence + 1));
        await admin.Accounts.DefineRoleAsync(new ChatRole { Name = "READER" }).Within();
        await annRoom.WatchCapabilitiesAsync().FirstAsync(c => c is { IsKnown: true, MayRead: false }).AsTask().Within();
        await admin.DisposeAsync();
        await FailAsync(() => room.SendAsync(Secret()));
    }

    [Fact]
    public async Task Bytes_ThatMakeNoSense()
    {
        (Uri url, _) = await BeginAsync();
        await FailAsync(() => OpenAsync(url, "ann", Credentials(2, Secret())));
        await FailAsync(() => OpenAsync(url, "ann", Credentials(9, Secret())));
        await FailAsync(() => OpenAsync(url, "ann", Secret()));
        await FailAsync(() => OpenAsync(url, "ann", Credentials(1, Secret())[..^8]));
        await FailAsync(() => OpenAsync(url, "ann", "", $"&sp={Secret()}"));
        await FailAsync(() => OpenAsync(url, "ann", "", $"&c={Secret()}"));

        using ClientWebSocket admin = await OpenAsync(url, "admin", Credentials(1, _adminPassword));
        string[] scripts = [$"add principal 'x' '{Secret()}", $"set password 'nobody' '{Secret()}'", $"{Secret()} 'x'", $"set password 'a' {Secret()}"];
        foreach (byte[] message in scripts.SelectMany(script => new[] { Text("003a01", script), Text("003c01", script) })
            .Concat(new[] { "00760103'", "00ff0301", "00550101", "00cb0101", "00030100", "0069", "0077", "0061", "0072" }
                .Select(start => Text(start.TrimEnd('\''), Secret()))))
        {
            await admin.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();
            await admin.ReceiveAsync(new byte[100_000], CancellationToken.None).Within();
        }

        await admin.SendAsync(Text("ff", Secret()), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();
        await Log.WhenLoggedAsync("SessionClosed").Within();
        string[] requests =
        [
            $"GET /diffusion?password={Secret()} HTTP/1.1\r\nHost: a\r\n\r\n",
            $"GET /diffusion?password={Secret()}\u0001 HTTP/1.1\r\nHost: a\r\n\r\n",
            $"GET /diffusion?password={Secret()} and more HTTP/1.1\r\nHost: a\r\n\r\n",
            $"GET /diffusion?password={Secret()}\r\n\r\n",
            $"{Secret()} / HTTP/1.1\r\n\r\n",
            $"GET / HTTP/1.1\r\n{Secret()}\r\n\r\n",
            $"GET / HTTP/1.1\r\nHost: {Secret()}\u0001\r\n\r\n",
        ];
        foreach (string request in requests)
        {
            await SayAsync(url, request);
        }
    }

    private static string Secret() => TestSecrets.New("se cret");

    private static string Credentials(byte type, string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Convert.ToBase64String([type, (byte)utf8.Length, .. utf8]);
    }

    private static byte[] Text(string start, string text)
    {
        WireWriter writer = new();
        writer.WriteString(text);
        return [.. Convert.FromHexString(start), .. writer.WrittenSpan];
    }

    private static async Task<ClientWebSocket> OpenAsync(Uri url, string principal, string credentials, string more = "&sp=%7B%7D")
    {
        ClientWebSocket socket = new();
        await socket.ConnectAsync(
            new Uri(url, $"diffusion?ty=WB&v=29&ca=10&r=60000{more}&username={principal}&password={Uri.EscapeDataString(credentials)}"),
            CancellationToken.None).Within();
        byte[] answer = new byte[1000];
        WebSocketReceiveResult received = await socket.ReceiveAsync(answer, CancellationToken.None).Within();
        if (answer[2] != 100)
        {
            socket.Dispose();
            throw new IOException($"The server says {answer[2]}.");
        }

        received.Count.Should().BeGreaterThan(43);
        TestSecrets.Register(Encoding.ASCII.GetString(answer, 19, 24));
        return socket;
    }

    private static async Task SayAsync(Uri url, string request)
    {
        using TcpClient tcp = new();
        await tcp.ConnectAsync(url.Host, url.Port).Within();
        NetworkStream stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request)).AsTask().Within();
        tcp.Client.Shutdown(SocketShutdown.Send);
        using MemoryStream answer = new();
        await stream.CopyToAsync(answer).Within();
    }

    private static string Unreadable() => $"{{\"text\":{{\"{Secret()}\":\"{Secret()}\"}}}}";

    private async Task PostUnreadableAsync(Uri url)
    {
        using ClientWebSocket admin = await OpenAsync(url, "admin", Credentials(1, _adminPassword));
        WireWriter writer = new();
        writer.WriteString("Chat/lobby");
        writer.WriteString("json");
        byte[] value = DiffusionWire.Values.JsonCbor.FromJson(Unreadable());
        writer.WriteBytes(value);
        await admin.SendAsync((byte[])[0, 0x63, 1, .. writer.WrittenSpan], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).Within();
        byte[] answer = new byte[1000];
        await admin.ReceiveAsync(answer, CancellationToken.None).Within();
        answer[0].Should().Be(6);
    }

    private async Task FailAsync(Func<Task> call)
    {
        Exception? error = await Record.ExceptionAsync(async () => await call().Within());
        error.Should().NotBeNull();
        _errors.Add(error!);
    }

    private async Task<(Uri Url, MessagingClient Admin)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o =>
        {
            o.MaximumSignInDelay = TimeSpan.Zero;
            o.Principals = [new("admin", _adminPassword, ["ADMINISTRATOR"])];
            o.SecurityScript =
                """
                set roles for named sessions []
                set 'VIEWER' permissions [VIEW_SECURITY]
                set 'READER' path 'Chat' permissions [READ_TOPIC SELECT_TOPIC]
                set 'EDITOR' default path permissions [EDIT_TIME_SERIES_EVENTS QUERY_OBSOLETE_TIME_SERIES_EVENTS READ_TOPIC SELECT_TOPIC]
                set 'ADMINISTRATOR' includes ['EDITOR']
                """;
        });
        return (server.Url, NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", _adminPassword)));
    }

    private new MessagingClient NewClient(Uri url, Action<MessagingOptions>? configure = null) => base.NewClient(url, o =>
    {
        o.ReconnectTimeout = TimeSpan.Zero;
        configure?.Invoke(o);
    });
}
