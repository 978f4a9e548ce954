using CsCheck;
using Messaging.LocalServer;
using Messaging.Tests.Recording;

namespace Messaging.Tests.EndToEnd;

/// <summary>Accounts, roles and what follows from them, by our client on the local server, whose permissions are as shipped.</summary>
public sealed class SecurityTests : ServerTest
{
    private const string Lobby = "Chat/lobby";

    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    private static readonly ChatRole User = ChatRole.User("CHAT_USER");

    [Fact]
    public async Task ChatUser_ReadsPostsAndEditsItsOwn_AndNothingElse()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom adminRoom = await admin.JoinAsync("lobby", History).Within();
        await adminRoom.SendAsync("welcome").Within();
        await using MessagingClient hidden = NewClient(url, o => (o.Principal, o.Password, o.TopicPrefix) = ("admin", "password", "Other"));
        await hidden.JoinAsync("secret", History).Within();
        await admin.Accounts.CreateAsync("ann", "ann's", [User.Name]).Within();
        MessagingClient ann = NewClient(url, o => (o.Principal, o.Password) = ("ann", "ann's"));

        IChatRoom room = await ann.JoinAsync("lobby", History).Within();
        (await room.ReadAsync().FirstAsync().AsTask().Within()).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("welcome");
        SendReceipt receipt = await room.SendAsync("hello").Within();
        receipt.Event!.Author.Should().Be("ann");
        await room.EditAsync(receipt.Event.Sequence, "hello!").Within();
        (await room.WatchCapabilitiesAsync().FirstAsync(c => c.IsKnown).AsTask().Within()).Should().Be(
            new RoomCapabilities { IsKnown = true, MayRead = true, MaySend = true, MayEditOwn = true });

        await ShouldBeRefusedAsync(() => room.EditAsync(0, "mine now"), "EDIT_TIME_SERIES_EVENTS", Lobby);
        await ShouldBeRefusedAsync(() => room.RemoveAsync(0), "EDIT_TIME_SERIES_EVENTS", Lobby);
        await ShouldBeRefusedAsync(() => room.History.GetEditTrailAsync(0), "QUERY_OBSOLETE_TIME_SERIES_EVENTS", Lobby);
        await ShouldBeRefusedAsync(() => ann.JoinAsync("new"), "MODIFY_TOPIC", "Chat/new");
        await ShouldBeRefusedAsync(() => ann.Accounts.ListAsync(), "VIEW_SECURITY", null);
        await ShouldBeRefusedAsync(() => ann.Accounts.DefineRoleAsync(User), "VIEW_SECURITY", null);
        await ShouldBeRefusedAsync(() => ann.Accounts.DenyAnonymousAsync(), "MODIFY_SECURITY", null);
        await ShouldBeRefusedAsync(() => ann.Accounts.CloseSessionsAsync("admin"), "MODIFY_SESSION", null);
        await ShouldBeRefusedAsync(() => ann.Accounts.WatchOnlineAsync().FirstAsync().AsTask(), "VIEW_SESSION", null);
        MessagingClient annElsewhere = NewClient(url, o => (o.Principal, o.Password, o.TopicPrefix) = ("ann", "ann's", "Other"));
        await ShouldBeRefusedAsync(() => annElsewhere.JoinAsync("secret", History), "SELECT_TOPIC", "Other/secret");
    }

    [Theory]
    [InlineData(null, "VIEW_SESSION", "It lacks VIEW_SESSION and REGISTER_HANDLER. ")]
    [InlineData(GlobalPermission.RegisterHandler, "VIEW_SESSION", "It lacks VIEW_SESSION. ")]
    [InlineData(GlobalPermission.ViewSession, "REGISTER_HANDLER", "It lacks REGISTER_HANDLER. ")]
    public async Task WatchOnline_WithoutWhatItTakes_NamesWhatIsMissing(GlobalPermission? held, string missing, string words)
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        await admin.Accounts.DefineRoleAsync(User with { Name = "WATCHER", GlobalPermissions = held is { } permission ? [permission] : [] }).Within();
        await admin.Accounts.CreateAsync("ann", "ann's", ["WATCHER"]).Within();
        MessagingClient ann = NewClient(url, o => (o.Principal, o.Password) = ("ann", "ann's"));

        var refusal = (await ann.Accounts.WatchOnlineAsync().Awaiting(online => online.FirstAsync().AsTask().Within())
            .Should().ThrowAsync<MessagingException>()).Which;

        (refusal.Code, refusal.Permission, refusal.Path).Should().Be((MessagingErrorCode.NotPermitted, missing, null));
        refusal.Message.Should().Contain(words);
    }

    [Fact]
    public async Task SignIn_WrongLockedOrDenied_IsNotAuthenticated()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        await admin.Accounts.CreateAsync("ann", "right", []).Within();
        await admin.Accounts.DenyAnonymousAsync().Within();

        await ShouldNotSignInAsync(url, o => (o.Principal, o.Password) = ("ann", "wr0ng"));
        await ShouldNotSignInAsync(url, o => (o.Principal, o.Password) = ("nobody", "wr0ng"));
        await ShouldNotSignInAsync(url, _ => { });
        await admin.Accounts.LockAsync("ann").Within();
        await ShouldNotSignInAsync(url, o => (o.Principal, o.Password) = ("ann", "right"));
        await admin.Accounts.UnlockAsync("ann", "new").Within();

        await NewClient(url, o => (o.Principal, o.PasswordProvider) = ("ann", _ => new("new"))).ConnectAsync().Within();
    }

    [Fact]
    public async Task Lock_ClosesTheSessionsAtOnce()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        await admin.Accounts.CreateAsync("ann", "pw", []).Within();
        MessagingClient[] clients = [NewAnn(), NewAnn()];
        await Task.WhenAll(clients.Select(c => c.ConnectAsync())).Within();

        (await admin.Accounts.LockAsync("ann").Within()).Should().Be(2);

        foreach (MessagingClient client in clients)
        {
            ConnectionStatus end = await client.WatchStatusAsync().FirstAsync(s => s.State == ConnectionState.Closed).AsTask().Within();
            end.Error!.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        }

        MessagingClient NewAnn() => NewClient(url, o => (o.Principal, o.Password) = ("ann", "pw"));
    }

    [Fact]
    public async Task ChangeUser_OnALiveSession_ChangesAuthorAndCapabilities()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        await admin.JoinAsync("lobby", History).Within();
        await admin.Accounts.CreateAsync("ann", "ann's", [User.Name]).Within();
        await admin.Accounts.DefineRoleAsync(User with
        {
            Name = "READER",
            PathPermissions = new Dictionary<string, IReadOnlyCollection<PathPermission>>
            {
                ["Chat"] = [PathPermission.ReadTopic, PathPermission.SelectTopic],
            },
        }).Within();
        await admin.Accounts.CreateAsync("guest", "guest's", ["READER"]).Within();
        MessagingClient client = NewClient(url, o => (o.Principal, o.Password) = ("guest", "guest's"));
        IChatRoom room = await client.JoinAsync("lobby", History).Within();
        string? session = client.SessionId;
        await ShouldBeRefusedAsync(() => room.SendAsync("hello"), "UPDATE_TOPIC", Lobby);

        var refusal = (await client.Awaiting(c => c.ChangeUserAsync("ann", "wr0ng").Within()).Should().ThrowAsync<MessagingException>()).Which;
        refusal.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        client.Principal.Should().Be("guest");
        await client.ChangeUserAsync("ann", "ann's").Within();
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MaySend).AsTask().Within();

        (await room.SendAsync("hello").Within()).Event!.Author.Should().Be("ann");
        client.SessionId.Should().Be(session);
    }

    [Fact]
    public async Task ReadTopic_RevokedAndGrantedAgain_TheReaderIsToldAndGoesOn()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        IChatRoom adminRoom = await admin.JoinAsync("lobby", History).Within();
        await admin.Accounts.CreateAsync("ann", "pw", [User.Name]).Within();
        IChatRoom room = await NewClient(url, o => (o.Principal, o.Password) = ("ann", "pw")).JoinAsync("lobby", History).Within();
        await using IAsyncEnumerator<RoomEvent> reader = room.ReadAsync().GetAsyncEnumerator();
        (await NextAsync(reader)).Should().BeOfType<CaughtUp>();

        await admin.Accounts.DefineRoleAsync(User with
        {
            PathPermissions = new Dictionary<string, IReadOnlyCollection<PathPermission>> { ["Chat"] = [PathPermission.SelectTopic] },
        }).Within();
        (await NextAsync(reader)).Should().BeOfType<Gap>().Which.Reason.Should().Be(GapReason.NotPermitted);
        await room.WatchCapabilitiesAsync().FirstAsync(c => c is { IsKnown: true, MayRead: false }).AsTask().Within();
        await adminRoom.SendAsync("meanwhile").Within();
        await admin.Accounts.DefineRoleAsync(User).Within();

        (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("meanwhile");
        await room.WatchCapabilitiesAsync().FirstAsync(c => c.MayRead).AsTask().Within();
        await adminRoom.SendAsync("after").Within();
        (await NextAsync(reader)).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("after");
    }

    [Fact]
    public async Task DefineRole_Again_IsWhatItSaysAndNothingElse()
    {
        (_, MessagingClient admin) = await BeginAsync();
        ChatRole role = ChatRole.Moderator("MOD") with
        {
            GlobalPermissions = [GlobalPermission.ViewSession],
            DefaultPathPermissions = [PathPermission.SelectTopic],
            Includes = ["CLIENT"],
        };

        await admin.Accounts.DefineRoleAsync(role).Within();
        await admin.Accounts.DefineRoleAsync(ChatRole.User("MOD", "Other/O'Brien")).Within();

        ChatRole found = (await admin.Accounts.ListRolesAsync().Within()).Single(r => r.Name == "MOD");
        found.GlobalPermissions.Should().BeEmpty();
        found.DefaultPathPermissions.Should().BeEmpty();
        found.Includes.Should().BeEmpty();
        found.PathPermissions.Keys.Should().Equal("Other/O'Brien");
    }

    /// <summary>Whatever a name, a password or a role is made of, exactly that account changes, in exactly that way.</summary>
    [Fact]
    public async Task HostileNamesAndPasswords_AreNamesAndPasswords()
    {
        (Uri url, MessagingClient admin) = await BeginAsync();
        IAccounts accounts = admin.Accounts;
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();
        string[] pieces =
        [
            "'", "\"", "\\", "\n", "\r\n", "\t", "\0", " ", ",", "[", "]", "(", ")", "\u2019", "а", "a", "\u202e", "\u00e9", "e\u0301", "👩‍👩‍👧",
            "remove principal 'admin'", "' ['ADMINISTRATOR']", "\nset password 'admin' 'x'", "locked by", "$Principal is 'admin'", "' or all or '", "\\'",
        ];
        Gen<string> text = Gen.Int[0, pieces.Length - 1].List[1, 6].Select(chosen => string.Concat(chosen.Select(i => pieces[i])));

        // What is a password now and then is looked for in the log, and so must be no part of a name.
        Gen<string> secret = text.Select(chosen => "🔑" + chosen);
        await Gen.Select(text, secret, secret).SampleAsync(
            async (name, password, role) =>
            {
                await accounts.CreateAsync(name, password, [role]).Within();
                (await accounts.ListAsync().Within()).Should().BeEquivalentTo([.. before, new Account(name, [role])]);
                (await accounts.VerifyPasswordAsync(name, password).Within()).Should().BeTrue();
                (await accounts.VerifyPasswordAsync(name, password + "'").Within()).Should().BeFalse();
                await using (MessagingClient client = RecordedClient.Create(
                    new MessagingOptions
                    {
                        Url = url, Principal = name, Password = password, DisplayName = "x", ReconnectTimeout = TimeSpan.Zero,
                    },
                    log: null))
                {
                    await client.ConnectAsync().Within();
                    (await accounts.CloseSessionsAsync(name).Within()).Should().Be(1);
                    admin.Status.State.Should().Be(ConnectionState.Connected);
                }

                await accounts.SetPasswordAsync(name, role).Within();
                await accounts.AssignRolesAsync(name, [password]).Within();
                (await accounts.VerifyPasswordAsync(name, role).Within()).Should().BeTrue();
                (await accounts.ListAsync().Within()).Should().BeEquivalentTo([.. before, new Account(name, [password])]);
                await accounts.RemoveAsync(name).Within();
                (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before);
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task NamesAndPasswordsOfTenKilobytes_EndInAClearErrorAndChangeNothing()
    {
        (_, MessagingClient admin) = await BeginAsync();
        IReadOnlyList<Account> before = await admin.Accounts.ListAsync().Within();
        string huge = new('s', 10_240);

        foreach ((string name, string password) in new[] { (huge, "pw"), ("ann", huge) })
        {
            var error = (await admin.Accounts.Awaiting(a => a.CreateAsync(name, password, []).Within()).Should().ThrowAsync<ArgumentException>()).Which;
            error.Message.Should().Contain("must not be longer than").And.NotContain(huge);
        }

        (await admin.Accounts.ListAsync().Within()).Should().BeEquivalentTo(before);
    }

    private static async Task ShouldBeRefusedAsync(Func<Task> call, string permission, string? path)
    {
        var error = (await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which;
        (error.Code, error.Permission, error.Path).Should().Be((MessagingErrorCode.NotPermitted, permission, path));
        error.Message.Should().Contain(permission);
    }

    private static async Task<RoomEvent> NextAsync(IAsyncEnumerator<RoomEvent> reader)
    {
        (await reader.MoveNextAsync().AsTask().Within()).Should().BeTrue();
        return reader.Current;
    }

    private async Task ShouldNotSignInAsync(Uri url, Action<MessagingOptions> configure)
    {
        MessagingClient client = NewClient(url, configure);
        var error = (await client.Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
        error.ToString().Should().NotContain("wr0ng");
    }

    /// <summary>A server on which sessions have the roles of their accounts only, and who administers it.</summary>
    private async Task<(Uri Url, MessagingClient Admin)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => (o.SecurityScript, o.MaximumSignInDelay) = ("", TimeSpan.Zero));
        MessagingClient admin = NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password"));
        await admin.Accounts.SetDefaultRolesAsync(named: [], anonymous: []).Within();
        await admin.Accounts.DefineRoleAsync(User).Within();
        return (server.Url, admin);
    }
}
