using Messaging.TestKit.Node;
using Messaging.Tests.Recording;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Types;

namespace Messaging.Interop.Tests.Security;

/// <summary>Accounts that one SDK makes and the other uses.</summary>
public sealed class SharedAccountTests : SecurityTest
{
    [Fact]
    public async Task HostileNamesAndPasswords_CreatedByDotNet_SignInThroughJavaScript()
    {
        IAccounts accounts = CreateClient("admin").Accounts;
        JsSession admin = await ConnectAsync();
        var expected = (await ReadPrincipalsAsync(admin)).ToHashSet();

        foreach (string text in HostileTexts.All)
        {
            string password = $"{text}!";
            await accounts.CreateAsync(text, password, ["CLIENT"]).Within();
            expected.Add(AsRead(text));

            await using (JsSession js = await JsSession.ConnectAsync(Server.Url, text, password))
            {
                js.Principal.Should().Be(text);
            }

            (await RefusedAsync(() => ConnectAsync(text, text))).Id.Should().Be(ConnectionDenied);
            (await ReadPrincipalsAsync(admin)).Should().BeEquivalentTo(expected, $"only '{text}' was created");
        }

        (await ConnectAsync(null, null)).Principal.Should().BeEmpty("anonymous sessions are allowed still");
    }

    [Fact]
    public async Task HostileNamesAndPasswords_CreatedByJavaScript_SignInThroughDotNet()
    {
        JsSession admin = await ConnectAsync();
        IAccounts accounts = CreateClient("admin").Accounts;
        var expected = (await ReadPrincipalsAsync(admin)).ToHashSet();

        foreach (string text in HostileTexts.All)
        {
            string password = $"{text}!";
            await admin.Security.UpdateAuthenticationAsync(Call("addPrincipal", text, password, List("CLIENT", text)));
            expected.Add(AsRead(text));

            await using (MessagingClient client = RecordedClient.Create(
                new MessagingOptions { Url = Server.Url, Principal = text, Password = password, DisplayName = "Ada" }, Log))
            {
                await client.ConnectAsync().Within();
                client.Principal.Should().Be(text);
            }

            Account account = (await accounts.ListAsync().Within()).Single(one => one.Name == text);
            account.Roles.Should().BeEquivalentTo(new HashSet<string> { "CLIENT", text });
            (await accounts.VerifyPasswordAsync(text, password).Within()).Should().BeTrue();
            (await accounts.VerifyPasswordAsync(text, text).Within()).Should().BeFalse();
        }

        (await ReadPrincipalsAsync(admin)).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public async Task NamesAndPasswordsOfTenKilobytes_AreRefusedInBoth_AndNothingChanges()
    {
        JsSession admin = await ConnectAsync();
        IAccounts accounts = CreateClient("admin").Accounts;
        string before = Text(await admin.Security.GetAuthenticationAsync());

        foreach ((string name, string password) in new[] { (HostileTexts.TenKilobytes, "pw"), ("bob", HostileTexts.TenKilobytes) })
        {
            JsException js = await RefusedAsync(() => admin.Security.UpdateAuthenticationAsync(Call("addPrincipal", name, password)));
            Func<Task> creating = () => accounts.CreateAsync(name, password, []).Within();
            ArgumentException dotNet = (await creating.Should().ThrowAsync<ArgumentException>("nobody has to ask the server")).Which;

            js.Reports.Should().ContainSingle();
            dotNet.Message.Should().NotContain(name == "bob" ? password : name);
        }

        Text(await admin.Security.GetAuthenticationAsync()).Should().Be(before);
    }

    [Fact]
    public async Task Password_SetByEither_IsThePasswordForBoth()
    {
        JsSession admin = await ConnectAsync();
        IAccounts accounts = CreateClient("admin").Accounts;
        await accounts.CreateAsync("bob", "one", ["CLIENT"]).Within();

        await admin.Security.UpdateAuthenticationAsync(Call("setPassword", "bob", "two"));
        (await accounts.VerifyPasswordAsync("bob", "two").Within()).Should().BeTrue();
        await accounts.SetPasswordAsync("bob", "three").Within();

        await admin.Security.UpdateAuthenticationAsync(Call("verifyPassword", "bob", "three"));
        (await ConnectAsync("bob", "three")).Principal.Should().Be("bob");
        (await OpenAsync("bob", "three")).Principal.Should().Be("bob");
    }

    [Theory]
    [InlineData("client", "wr0ng")]
    [InlineData("client", "")]
    [InlineData("client", "PASSWORD")]
    [InlineData("nobody", "password")]
    [InlineData("cl\u0456ent", "password")]
    public async Task SignIn_WithWrongCredentials_IsRefusedInBothWithTheSameError(string principal, string password)
    {
        JsException js = await RefusedAsync(() => ConnectAsync(principal, password));
        Func<Task> opening = () => OpenAsync(principal, password);
        Func<Task> connecting = () => CreateClient(principal, password.Length == 0 ? "?" : password).ConnectAsync().Within();

        js.Id.Should().Be(ConnectionDenied);
        AuthenticationException dotNet = (await opening.Should().ThrowAsync<AuthenticationException>()).Which;
        NameOf(dotNet.Reason).Should().Be("ACCESS_DENIED");
        (await connecting.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
    }

    [Fact]
    public async Task SignIn_WithoutPrincipalWhereThatIsDenied_IsRefusedInBoth()
    {
        await CreateClient("admin").Accounts.DenyAnonymousAsync().Within();

        JsException js = await RefusedAsync(() => ConnectAsync(null, null));
        Func<Task> opening = () => OpenAsync(null);
        Func<Task> connecting = () => CreateClient(null, null).ConnectAsync().Within();

        js.Id.Should().Be(ConnectionDenied);
        await opening.Should().ThrowAsync<AuthenticationException>();
        (await connecting.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
    }

    [Fact]
    public async Task Account_LockedOutByDotNet_IsRefusedInJavaScript_AndItsSessionsEnd()
    {
        IAccounts accounts = CreateClient("admin").Accounts;
        await accounts.CreateAsync("mallory", "pw", ["CLIENT"]).Within();
        JsSession mallory = await ConnectAsync("mallory", "pw");

        int closed = await accounts.LockAsync("mallory").Within();

        closed.Should().Be(1);
        await mallory.Events.NextAsync("close");
        (await RefusedAsync(() => ConnectAsync("mallory", "pw"))).Id.Should().Be(ConnectionDenied);
        await accounts.UnlockAsync("mallory", "new").Within();
        (await ConnectAsync("mallory", "new")).Principal.Should().Be("mallory");
    }

    [Fact]
    public async Task Principal_LockedByAnother_CannotBeEditedInEither_WithTheSameReport()
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("admin");
        await js.Security.UpdateAuthenticationAsync(Call("addPrincipal", "bob", "pw", List("CLIENT"), "control"));
        string before = Text(await js.Security.GetAuthenticationAsync());

        JsException refused = await RefusedAsync(() => js.Security.UpdateAuthenticationAsync(Call("setPassword", "bob", "stolen")));
        Func<Task> setting = () => session.SystemAuthenticationControl
            .UpdateStoreAsync(session.SystemAuthenticationControl.Script.SetPassword("bob", "stolen").ToScript()).Within();
        Func<Task> setting2 = () => CreateClient("admin").Accounts.SetPasswordAsync("bob", "stolen").Within();

        IErrorReport report = (await setting.Should().ThrowAsync<ScriptException>()).Which.Errors.Should().ContainSingle().Subject;
        refused.Reports.Should().Equal(new JsErrorReport(report.Message, report.Line, report.Column));
        (await setting2.Should().ThrowAsync<MessagingException>()).Which.Code.Should().Be(MessagingErrorCode.NotPermitted);
        Text(await js.Security.GetAuthenticationAsync()).Should().Be(before);
        (await ConnectAsync("bob", "pw")).Principal.Should().Be("bob");
    }

    [Fact]
    public async Task Principal_LockedByOneself_IsEdited()
    {
        JsSession js = await ConnectAsync();
        await js.Security.UpdateAuthenticationAsync(Call("addPrincipal", "bob", "pw", List("CLIENT"), "admin"));

        await CreateClient("admin").Accounts.SetPasswordAsync("bob", "new").Within();

        (await ConnectAsync("bob", "new")).Principal.Should().Be("bob");
    }

    [Fact]
    public async Task Script_WithErrors_HasTheSameReportsInBoth()
    {
        JsSession js = await ConnectAsync();
        ISession session = await OpenAsync("admin");
        string script = await js.Security.BuildAuthenticationAsync(
            Call("addPrincipal", "new", "pw"), Call("removePrincipal", "no'body"), Call("addPrincipal", "admin", "pw"));

        JsException inJs = await RefusedAsync(() => js.Security.UpdateAuthenticationAsync(script));
        Func<Task> updating = () => session.SystemAuthenticationControl.UpdateStoreAsync(script).Within();
        ScriptException inDotNet = (await updating.Should().ThrowAsync<ScriptException>()).Which;

        inJs.Reports.Should().HaveCount(2);
        inDotNet.Errors.Select(report => new JsErrorReport(report.Message, report.Line, report.Column)).Should().Equal(inJs.Reports);
        (await ReadPrincipalsAsync(js)).Should().NotContain("new");
    }

    /// <summary>How the JavaScript SDK shows a text that it has read: it takes a byte order mark at the beginning for no part of it.</summary>
    private static string AsRead(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;
}
