using Messaging.LocalServer;

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

    [Theory]
    [InlineData(1024, 4096, true)]
    [InlineData(1025, 1, false)]
    [InlineData(1, 4097, false)]
    [InlineData(10_240, 10_240, false)]
    public async Task Create_LongNamesAndPasswords_WorksOrSaysThatNothingChanged(int nameLength, int passwordLength, bool works)
    {
        (Uri url, IAccounts accounts) = await BeginAsync();
        IReadOnlyList<Account> before = await accounts.ListAsync().Within();
        (string name, string password) = (new('\'', nameLength), new('\\', passwordLength));

        if (works)
        {
            await accounts.CreateAsync(name, password, []).Within();
            await NewClient(url, o => (o.Principal, o.Password, o.DisplayName) = (name, password, "x")).ConnectAsync().Within();
            (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before.Append(new Account(name, [])));
        }
        else
        {
            var error = (await accounts.Awaiting(a => a.CreateAsync(name, password, []).Within()).Should().ThrowAsync<MessagingException>()).Which;
            error.Message.Should().Contain("nothing was changed");
            (await accounts.ListAsync().Within()).Should().BeEquivalentTo(before);
        }
    }

    private async Task<(Uri Url, IAccounts Accounts)> BeginAsync()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => (o.SecurityScript, o.MaximumSignInDelay) = ("", TimeSpan.Zero));
        return (server.Url, NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password")).Accounts);
    }
}
