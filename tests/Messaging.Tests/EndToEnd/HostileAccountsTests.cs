using Messaging.LocalServer;
using Messaging.Rooms;

namespace Messaging.Tests.EndToEnd;

/// <summary>Names, passwords, roles and paths that try to be something else: exactly what was asked for happens, or nothing and an error.</summary>
public sealed class HostileAccountsTests : ServerTest
{
    private static readonly string[] Names =
    [
        "O'Brien", "\"quoted\"", "back\\slash", "trailing\\", "new\nline", "carriage\r\nreturn", "tab\t", "nul\0in the middle", " ", "'", "''", "\\'",
        "remove", "principal", "admin' ['ADMINISTRATOR']", "x' locked by 'x", "x'\nremove principal 'admin", "x'\nset password 'admin' 'x",
        "\u0430dmin", "\uff41dmin", "admin\u200b", "Admin", "admin ", "\u202enimda", "e\u0301", "\u00e9", "\ufeffadmin", "👩‍👩‍👧", "$Principal", "all", "*",
    ];

    public static TheoryData<string> Hostile => [.. Names];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task LockAndUnlock_HostileName_ChangesThatAccountOnly(string name)
    {
        (Uri url, IAccounts accounts) = await BeginAsync();
        await accounts.CreateAsync(name, "first", ["A"]).Within();
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();
        MessagingClient client = NewClient(url, o => (o.Principal, o.Password, o.DisplayName, o.ReconnectTimeout) = (name, "first", "x", TimeSpan.Zero));
        await client.ConnectAsync().Within();

        (await accounts.LockAsync(name).Within()).Should().Be(1);

        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Select(a => a.Name == name ? new Account(name, ["A", Account.LockedRole]) : a));
        (await accounts.VerifyPasswordAsync(name, "first").Within()).Should().BeFalse();
        await accounts.UnlockAsync(name, name).Within();
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before);
        (await accounts.VerifyPasswordAsync(name, name).Within()).Should().BeTrue();
        (await accounts.VerifyPasswordAsync("admin", "password").Within()).Should().BeTrue("nobody else's password is another one");
        await accounts.RemoveAsync(name).Within();
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Where(a => a.Name != name));
        ExpectError("ConnectionGivenUp");
    }

    [Fact]
    public async Task Names_ThatLookAlike_AreAccountsOfTheirOwn()
    {
        (_, IAccounts accounts) = await BeginAsync();
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();
        foreach (string name in Names)
        {
            await accounts.CreateAsync(name, $"of {name}", [$"role {name}"]).Within();
        }

        IEnumerable<Account> added = Names.Select(name => new Account(name, [$"role {name}"]));
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Concat(added));
        await accounts.SetPasswordAsync("\u00e9", "composed").Within();
        await accounts.RemoveAsync("Admin").Within();
        foreach (string name in Names.Where(name => name is not ("\u00e9" or "Admin")))
        {
            (await accounts.VerifyPasswordAsync(name, $"of {name}").Within()).Should().BeTrue("{0} is nobody else", name);
        }

        (await accounts.VerifyPasswordAsync("admin", "password").Within()).Should().BeTrue();
        (await accounts.VerifyPasswordAsync("admin", "password\u200b").Within()).Should().BeFalse();
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Concat(added).Where(a => a.Name != "Admin"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Roles_HostileNamesAndPaths_AreNamesAndPaths(string name)
    {
        (_, IAccounts accounts) = await BeginAsync();
        IReadOnlyList<ChatRole> before = await accounts.ListRolesAsync().Within();
        ChatRole role = ChatRole.User(name, $"Chat/{name}/x") with { Includes = [$"{name}2"] };

        await accounts.DefineRoleAsync(role).Within();

        (await accounts.ListRolesAsync().Within()).Should().BeEquivalentTo(before.Append(role));
        await accounts.SetDefaultRolesAsync(named: [name], anonymous: [name, "CLIENT"]).Within();
        await accounts.AllowAnonymousAsync([name]).Within();
        (await accounts.ListRolesAsync().Within()).Should().BeEquivalentTo(before.Append(role));
        (await accounts.GetAnonymousAccessAsync().Within()).Should().Be(AnonymousAccess.Allowed);
        (await accounts.VerifyPasswordAsync("admin", "password").Within()).Should().BeTrue();
    }

    [Fact]
    public async Task Create_LongestNameAndPassword_MayAlsoSignIn()
    {
        (Uri url, IAccounts accounts) = await BeginAsync();
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();
        (string name, string password) = (new('\'', 1024), new('\\', 4096));

        await accounts.CreateAsync(name, password, []).Within();

        await NewClient(url, o => (o.Principal, o.Password, o.DisplayName) = (name, password, "x")).ConnectAsync().Within();
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Append(new Account(name, [])));
    }

    [Theory]
    [InlineData(1025, 1, "name", "1024")]
    [InlineData(10_240, 10_240, "name", "1024")]
    [InlineData(1, 4097, "password", "4096")]
    [InlineData(1, 10_240, "password", "4096")]
    public async Task Create_TooLongANameOrPassword_IsAnArgumentErrorThatDoesNotRepeatIt(
        int nameLength, int passwordLength, string parameter, string most)
    {
        (_, IAccounts accounts) = await BeginAsync();
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();

        var error = (await accounts.Awaiting(a => a.CreateAsync(new('n', nameLength), new('p', passwordLength), []).Within())
            .Should().ThrowAsync<ArgumentException>().WithParameterName(parameter)).Which;

        error.Message.Should().Contain(most).And.Contain(parameter == "name" ? $"{nameLength}" : $"{passwordLength}");
        error.Message.Length.Should().BeLessThan(200);
        (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task LongNames_ThatAreAskedFor_AreShortenedInWhatIsSaidOfThem()
    {
        (Uri url, IAccounts accounts) = await BeginAsync();
        string huge = string.Concat(Enumerable.Repeat("👩x", 3413)) + "x"; // the cut at 100 would go through an emoji
        Func<Task>[] calls =
        [
            () => accounts.RemoveAsync(huge), () => accounts.LockAsync(huge), () => accounts.SetPasswordAsync(huge, "x"),
            () => accounts.VerifyPasswordAsync(huge, new string('x', 10_240)),
            () => NewClient(url, o => (o.Principal, o.Password, o.DisplayName) = (huge, "x", "x")).ConnectAsync(),
            () => NewClient(url, o => (o.Principal, o.Password) = ("admin", "password")).ChangeUserAsync(huge, "x"),
        ];
        foreach (Func<Task> call in calls)
        {
            var error = (await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which;
            error.Code.Should().BeOneOf(MessagingErrorCode.AccountNotFound, MessagingErrorCode.NotAuthenticated);
            error.Message.Should().Contain("👩x").And.Contain("... (10240 characters)");
            error.Message.Length.Should().BeLessThan(400);
            UnicodeText.IsWellFormed(error.Message).Should().BeTrue();
        }

        await accounts.Awaiting(a => a.AssignRolesAsync("admin", [huge])).Should().ThrowAsync<ArgumentException>();
        await accounts.Awaiting(a => a.DefineRoleAsync(ChatRole.User(huge))).Should().ThrowAsync<ArgumentException>();
        Log.Records.Should().OnlyContain(record => record.Message.Length < 2000);
    }

    /// <summary>A log whose lines can be written by whoever chooses a name is no record of anything.</summary>
    [Theory]
    [InlineData("ann\nInformation: all is well", "ann\\u000aInformation")]
    [InlineData("ann\r\nbob", "ann\\u000d\\u000abob")]
    [InlineData("ann\u202egnp", "ann\\u202egnp")]
    [InlineData("ann\u2028bob", "ann\\u2028bob")]
    public async Task NamesWithLineFeeds_InTheClientsLogAndErrors_AreEscaped(string name, string shown)
    {
        (Uri url, IAccounts accounts) = await BeginAsync();
        MessagingClient admin = NewClient(url, o => (o.Principal, o.Password) = ("admin", "password"));
        await admin.ConnectAsync().Within();
        MessagingClient refused = NewClient(url, o => (o.Principal, o.Password, o.DisplayName) = (name, "wr0ng", "x"));
        List<string> texts = [refused.ToString()!, new MessagingOptions { Principal = name }.ToString()];
        foreach (Func<Task> call in (Func<Task>[])[
            () => refused.ConnectAsync(), () => admin.ChangeUserAsync(name, "wr0ng"), () => accounts.RemoveAsync(name),
            () => NewClient(url, o => (o.Principal, o.DisplayName, o.PasswordProvider) = (name, "x", _ => throw new InvalidOperationException())).ConnectAsync()])
        {
            texts.Add((await call.Awaiting(c => c().Within()).Should().ThrowAsync<MessagingException>()).Which.Message);
        }

        await accounts.CreateAsync(name, "right", []).Within();
        await admin.ChangeUserAsync(name, "right").Within();

        texts.Skip(1).Should().OnlyContain(text => text.Contains(shown));
        Log.Records.Where(r => r.EventId.Name is "Connecting" or "UserChangeRefused" or "UserChanged").Select(r => r.Message)
            .Should().Contain(text => text.Contains($"as {shown}")).And.Contain(text => text.Contains($"refused {shown}"));
        texts.Concat(Log.Records.Select(r => r.Message)).Should().OnlyContain(text => !text.Any("\n\r\u2028\u202e".Contains));
    }

    private async Task<(Uri Url, IAccounts Accounts)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => (o.SecurityScript, o.MaximumSignInDelay) = ("", TimeSpan.Zero));
        return (server.Url, NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password")).Accounts);
    }
}
