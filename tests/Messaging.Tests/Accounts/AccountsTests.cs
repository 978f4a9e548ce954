using System.Diagnostics.CodeAnalysis;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Accounts;

[SuppressMessage("Security", "CA5394", Justification = "No secrets here.")]
public sealed class AccountsTests : RoomTest
{
    private static readonly string[] Roles = ["CHAT_USER"];

    private FakeSecurity Store => Server.Security;

    [Fact]
    public async Task Create_NewName_IsThere()
    {
        IAccounts accounts = Admin();

        await accounts.CreateAsync("bob", "pw", ["CHAT_USER", "CHAT_USER", "OTHER"]).Within();

        Store.Accounts.Should().BeEquivalentTo([new FakeAccount("bob", "pw", ["CHAT_USER", "OTHER"])]);
        (await accounts.ListAsync().Within()).Should().Equal(new Account("bob", ["CHAT_USER", "OTHER"]));
        (await accounts.VerifyPasswordAsync("bob", "pw").Within()).Should().BeTrue();
        (await accounts.VerifyPasswordAsync("bob", "PW").Within()).Should().BeFalse();
    }

    [Fact]
    public async Task Create_NameIsTaken_SaysSoAndChangesNothing()
    {
        IAccounts accounts = Admin();
        await accounts.CreateAsync("bob", "pw", Roles).Within();

        await ShouldFailAsync(() => accounts.CreateAsync("bob", "s3cr3t", []), MessagingErrorCode.AccountExists);

        Store.Find("bob")!.Password.Should().Be("pw");
        Store.Calls.Should().ContainSingle(call => call == "change accounts");
    }

    [Fact]
    public async Task Create_SomebodyIsQuicker_SaysThatItExists()
    {
        IAccounts accounts = Admin();
        Store.BeforeScript = () =>
        {
            Store.BeforeScript = () => { };
            Store.Accounts.Add(new FakeAccount("bob", "theirs", []));
        };

        await ShouldFailAsync(() => accounts.CreateAsync("bob", "s3cr3t", []), MessagingErrorCode.AccountExists);
        Store.Find("bob")!.Password.Should().Be("theirs");
    }

    [Fact]
    public async Task Create_NamesThatDifferInCase_AreTwo()
    {
        IAccounts accounts = Admin();

        await accounts.CreateAsync("bob", "pw", []).Within();
        await accounts.CreateAsync("Bob", "pw", []).Within();

        (await accounts.ListAsync().Within()).Select(a => a.Name).Should().Equal("Bob", "bob");
    }

    [Fact]
    public async Task Change_ServerRefusesForNoReasonThatTheStoreShows_IsAServerErrorWithoutItsWords()
    {
        IAccounts accounts = Admin("bob");
        Store.Refusal = "";

        await ShouldFailAsync(() => accounts.CreateAsync("cat", "s3cr3t", []), MessagingErrorCode.ServerError);
        await ShouldFailAsync(() => accounts.SetPasswordAsync("bob", "s3cr3t"), MessagingErrorCode.ServerError);
        Store.Refusal = "too many roles";
        (await ShouldFailAsync(() => accounts.AssignRolesAsync("bob", Roles), MessagingErrorCode.ServerError))
            .Message.Should().Contain("too many roles");
        await ShouldFailAsync(() => accounts.DenyAnonymousAsync(), MessagingErrorCode.ServerError);
    }

    [Fact]
    public async Task Change_NoSuchAccount_SaysSo()
    {
        IAccounts accounts = Admin();

        await ShouldFailAsync(() => accounts.SetPasswordAsync("bob", "s3cr3t"), MessagingErrorCode.AccountNotFound);
        await ShouldFailAsync(() => accounts.AssignRolesAsync("bob", Roles), MessagingErrorCode.AccountNotFound);
        await ShouldFailAsync(() => accounts.RemoveAsync("bob"), MessagingErrorCode.AccountNotFound);
        await ShouldFailAsync(() => accounts.LockAsync("bob"), MessagingErrorCode.AccountNotFound);
        await ShouldFailAsync(() => accounts.UnlockAsync("bob", "s3cr3t"), MessagingErrorCode.AccountNotFound);
        await ShouldFailAsync(() => accounts.VerifyPasswordAsync("bob", "s3cr3t"), MessagingErrorCode.AccountNotFound);
        Store.Calls.Should().NotContain("change accounts");
    }

    [Fact]
    public async Task Change_AccountIsRemovedMeanwhile_SaysSo()
    {
        IAccounts accounts = Admin("bob");
        Store.BeforeScript = Store.Accounts.Clear;

        await ShouldFailAsync(() => accounts.SetPasswordAsync("bob", "s3cr3t"), MessagingErrorCode.AccountNotFound);
    }

    [Fact]
    public async Task Change_OnlyAnotherPrincipalMay_SaysWhich()
    {
        IAccounts accounts = Admin();
        Store.Accounts.Add(new FakeAccount("bob", "pw", [], EditableOnlyBy: "root"));

        (await ShouldFailAsync(() => accounts.RemoveAsync("bob"), MessagingErrorCode.NotPermitted)).Message.Should().Contain("'root'");
        (await accounts.ListAsync().Within())[0].EditableOnlyBy.Should().Be("root");
    }

    [Fact]
    public async Task SetPasswordAssignRolesRemove_DoWhatTheySay()
    {
        IAccounts accounts = Admin("bob", "cat");

        await accounts.SetPasswordAsync("bob", "new").Within();
        await accounts.AssignRolesAsync("bob", ["A", "B"]).Within();
        await accounts.RemoveAsync("cat").Within();

        Store.Accounts.Should().BeEquivalentTo([new FakeAccount("bob", "new", ["A", "B"])]);
    }

    [Fact]
    public async Task Lock_ReplacesThePasswordMarksTheAccountAndThenClosesItsSessions()
    {
        IAccounts accounts = Admin("bob");
        MessagingClient bob = NewClient(o => (o.Principal, o.ReconnectTimeout) = ("bob", TimeSpan.Zero));
        await bob.ConnectAsync().Within();
        ExpectError("ConnectionGivenUp");

        (await accounts.LockAsync("bob").Within()).Should().Be(1);

        await bob.WhenAsync(ConnectionState.Closed);
        FakeAccount locked = Store.Find("bob")!;
        locked.Password.Should().HaveLength(64).And.NotBe("pw");
        locked.Roles.Should().Equal("CHAT_USER", "ACCOUNT_LOCKED");
        Store.Calls.SkipWhile(c => c != "change accounts").Should().Equal("change accounts", "close bob");
        (await accounts.ListAsync().Within()).Should().ContainSingle().Which.IsLocked.Should().BeTrue();
        (await accounts.VerifyPasswordAsync("bob", "pw").Within()).Should().BeFalse();
    }

    [Fact]
    public async Task Lock_TwoAccounts_HaveDifferentPasswordsAndAgainIsTheSame()
    {
        IAccounts accounts = Admin("bob", "cat");

        (await accounts.LockAsync("bob").Within()).Should().Be(0);
        string first = Store.Find("bob")!.Password;
        await accounts.LockAsync("cat").Within();
        await accounts.LockAsync("bob").Within();

        new[] { first, Store.Find("bob")!.Password, Store.Find("cat")!.Password }.Should().OnlyHaveUniqueItems();
        Store.Find("bob")!.Roles.Should().Equal("CHAT_USER", "ACCOUNT_LOCKED");
    }

    [Fact]
    public async Task Locked_OnlyUnlockingBringsItBack()
    {
        IAccounts accounts = Admin("bob");
        await accounts.LockAsync("bob").Within();
        string password = Store.Find("bob")!.Password;

        await ShouldFailAsync(() => accounts.SetPasswordAsync("bob", "s3cr3t"), MessagingErrorCode.AccountLocked);
        await accounts.AssignRolesAsync("bob", ["OTHER"]).Within();
        Store.Find("bob").Should().BeEquivalentTo(new FakeAccount("bob", password, ["OTHER", "ACCOUNT_LOCKED"]));
        await accounts.UnlockAsync("bob", "new").Within();

        Store.Find("bob").Should().BeEquivalentTo(new FakeAccount("bob", "new", ["OTHER"]));
    }

    [Fact]
    public async Task LockOrRemove_OwnAccount_IsRefused()
    {
        IAccounts accounts = Admin("admin");

        await accounts.Awaiting(a => a.LockAsync("admin")).Should().ThrowAsync<ArgumentException>().WithMessage("*own account*");
        await accounts.Awaiting(a => a.RemoveAsync("admin")).Should().ThrowAsync<ArgumentException>().WithMessage("*own account*");
    }

    [Fact]
    public async Task Anonymous_IsAllowedAndDenied()
    {
        IAccounts accounts = Admin();

        await accounts.DenyAnonymousAsync().Within();
        (await accounts.GetAnonymousAccessAsync().Within()).Should().Be(AnonymousAccess.Denied);
        await accounts.AllowAnonymousAsync(["GUEST"]).Within();

        (await accounts.GetAnonymousAccessAsync().Within()).Should().Be(AnonymousAccess.Allowed);
        Store.AnonymousRoles.Should().Equal("GUEST");
    }

    [Fact]
    public async Task DefineRole_WritesAllAndTakesBackOtherPaths()
    {
        IAccounts accounts = Admin();
        Store.Roles["CHAT_USER"] = ChatRole.User("CHAT_USER", "Old");

        await accounts.DefineRoleAsync(ChatRole.User("CHAT_USER") with
        {
            GlobalPermissions = [GlobalPermission.ViewSession],
            Includes = ["CLIENT"],
        }).Within();

        Store.RoleCommands.Should().Equal(
            "global CHAT_USER: ViewSession",
            "default CHAT_USER: ",
            "remove CHAT_USER Old",
            "path CHAT_USER Chat: ReadTopic UpdateTopic SelectTopic EditOwnTimeSeriesEvents",
            "includes CHAT_USER: CLIENT");
        (await accounts.ListRolesAsync().Within()).Should().ContainSingle().Which.Name.Should().Be("CHAT_USER");
    }

    [Fact]
    public async Task SetDefaultRoles_LeavesOutWhatIsNotGiven()
    {
        IAccounts accounts = Admin();

        await accounts.SetDefaultRolesAsync().Within();
        await accounts.SetDefaultRolesAsync(named: ["CLIENT"]).Within();
        await accounts.SetDefaultRolesAsync(anonymous: []).Within();

        Store.RoleCommands.Should().Equal("named: CLIENT", "anonymous: ");
    }

    [Fact]
    public async Task Arguments_ThatAreNone_AreRefusedBeforeAnythingIsSent()
    {
        IAccounts accounts = Admin();
        Func<Task>[] calls =
        [
            () => accounts.CreateAsync("", "pw", []),
            () => accounts.CreateAsync("bob", "", []),
            () => accounts.CreateAsync("bob", "pw", [""]),
            () => accounts.CreateAsync("b\uD800", "pw", []),
            () => accounts.CreateAsync("bob", "\uDC00", []),
            () => accounts.CreateAsync("bob", "pw", ["\uDC00"]),
            () => accounts.CreateAsync("bob", "pw", [Account.LockedRole]),
            () => accounts.AssignRolesAsync("bob", [Account.LockedRole]),
            () => accounts.CloseSessionsAsync(""),
            () => accounts.DefineRoleAsync(new ChatRole { Name = "" }),
            () => accounts.DefineRoleAsync(new ChatRole { Name = "R", DefaultPathPermissions = [(PathPermission)99] }),
            () => accounts.DefineRoleAsync(new ChatRole { Name = "R", GlobalPermissions = [(GlobalPermission)8] }),
            () => accounts.DefineRoleAsync(ChatRole.User("R", "\uD800")),
            () => accounts.SetDefaultRolesAsync(named: [""]),
            () => accounts.AllowAnonymousAsync([""]),
        ];

        foreach (Func<Task> call in calls)
        {
            await call.Should().ThrowAsync<ArgumentException>();
        }

        Store.Calls.Should().BeEmpty();
        Server.Opened.Should().BeEmpty();
    }

    [Fact]
    public async Task Call_CancelledOrDisposed_IsWhatItIs()
    {
        MessagingClient client = NewClient(o => o.Principal = "admin");
        Store.OnCall = _ => new TaskCompletionSource().Task;
        using var cancellation = new CancellationTokenSource();
        Task listing = client.Accounts.ListAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await listing.Awaiting(l => l.Within()).Should().ThrowAsync<OperationCanceledException>();

        await client.DisposeAsync().AsTask().Within();

        await client.Accounts.Awaiting(a => a.ListAsync().Within()).Should().ThrowAsync<ObjectDisposedException>();
    }

    private static async Task<MessagingException> ShouldFailAsync(Func<Task> call, MessagingErrorCode code)
    {
        var error = (await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which;
        error.Code.Should().Be(code);
        error.ToString().Should().NotContain("s3cr3t");
        return error;
    }

    /// <summary>Administers accounts, some of which are there with the password <c>pw</c>.</summary>
    private IAccounts Admin(params string[] names)
    {
        Store.Accounts.AddRange(names.Select(name => new FakeAccount(name, "pw", Roles)));
        return NewClient(o => o.Principal = "admin").Accounts;
    }
}
