using Messaging.Samples.Tests.Lessons;
using Messaging.Samples.Tests.Lesson2;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>Visitors make accounts, chat, and come back.</summary>
public sealed class SignUpTests(Lesson3Site site) : Lesson3Test(site)
{
    [Fact]
    public async Task TwoUsers_WhoSignUp_Chat_AndEachEditsTheirOwnMessagesOnly()
    {
        string ada = NameOf("ada"), grace = NameOf("grace");
        ChatTab adas = await SignUpAsync(ada);
        ChatTab graces = await SignUpAsync(grace);
        string morning = Text("good morning"), evening = Text("good evening"), hello = Text("hello ada");

        await adas.SendAsync(morning);
        await Expect(graces.Message(morning)).ToContainTextAsync(ada);
        await graces.SendAsync(hello);
        await Expect(adas.Message(hello)).ToContainTextAsync(grace);

        foreach ((ChatTab tab, string own, string other) in new[] { (adas, morning, hello), (graces, hello, morning) })
        {
            await Expect(tab.ButtonOf(own, "Edit")).ToHaveCountAsync(1);
            await Expect(tab.ButtonOf(own, "Remove")).ToHaveCountAsync(1);
            await Expect(tab.ButtonOf(other, "Edit")).ToHaveCountAsync(0);
            await Expect(tab.ButtonOf(other, "Remove")).ToHaveCountAsync(0);
        }

        await adas.EditAsync(morning, evening);
        await Expect(graces.Message(evening)).ToContainTextAsync("edited");
        await graces.RemoveAsync(hello);
        await Expect(adas.Message(hello)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Names_ThatAreNotTheAccounts_ShowWhoseAccountItIs_AlsoForSystem()
    {
        string ada = NameOf("ada"), mallory = NameOf("mallory");
        ChatTab tab = await SignUpAsync(ada);
        await SignUpAsync(mallory);
        await using MessagingClient client = CreateClient(mallory, Password);
        await using IChatRoom room = await client.JoinAsync(Lesson3Site.Room, new RoomOptions { Kind = RoomKind.History }).Within();

        foreach ((string name, string said) in new[] { ("System", Text("maintenance")), (ada, Text("it is me")), (mallory, Text("honestly")) })
        {
            await room.SendAsync(said, new SendOptions { Name = name }).Within();
            await Expect(tab.Message(said).Locator(".name")).ToHaveTextAsync(name);
            await Expect(tab.Message(said).Locator(".author")).ToHaveTextAsync($"signed in as {mallory}");
            await Expect(tab.Message(said).Locator(".author")).ToHaveClassAsync(name == mallory ? "author" : "author other");
        }

        await Expect(tab.Log.Locator("> .notice")).ToHaveCountAsync(0);
    }

    /// <summary>The other side of it: an account named System, which nobody can sign up for, speaks for the room.</summary>
    [Fact]
    public async Task Notice_OfTheAccountOfThatName_IsOne()
    {
        ChatTab tab = await SignUpAsync(NameOf("ada"));
        await using MessagingClient admin = CreateClient(Lesson3Site.Administrator, Lesson3Site.AdministratorPassword);
        await admin.Accounts.CreateAsync("System", Password, ["CHAT_USER"]).Within();
        await using MessagingClient system = CreateClient("System", Password);
        await using IChatRoom room = await system.JoinAsync(Lesson3Site.Room, new RoomOptions { Kind = RoomKind.History }).Within();

        await room.SendAsync(Text("closing time")).Within();

        await Expect(tab.Log.Locator("> .notice")).ToHaveTextAsync([Text("closing time")]);
        await admin.Accounts.RemoveAsync("System").Within();
        await room.RemoveAsync((await room.History.Latest().FirstAsync(m => m.Name == "System")).Event!.Sequence).Within();
    }

    [Fact]
    public async Task User_WhoComesBack_KnowsTheirOwnMessages()
    {
        string ada = NameOf("ada"), text = Text("mine");
        ChatTab tab = await SignUpAsync(ada);
        await tab.SendAsync(text);
        await Expect(tab.Message(text)).ToHaveCountAsync(1);

        await tab.Page.ReloadAsync();
        await Expect(tab.SignInButton).ToBeVisibleAsync();
        await tab.SubmitSignInAsync(ada, Password);

        await Expect(tab.Message(text)).ToContainClassAsync("own");
        await Expect(tab.ButtonOf(text, "Edit")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task WrongPassword_AndUnknownName_AreRefusedWithTheSameSentence()
    {
        string ada = NameOf("ada");
        await SignUpAsync(ada);
        ChatTab tab = await OpenTabAsync();
        var sentences = new List<string>();

        foreach (string name in new[] { ada, NameOf("nobody") })
        {
            await tab.SubmitSignInAsync(name, "not the password");
            await Expect(tab.Alert).Not.ToBeEmptyAsync();
            sentences.Add(await tab.Alert.InnerTextAsync());
            await Expect(tab.Setting("Password")).ToHaveValueAsync("");
            await tab.Page.ReloadAsync();
        }

        sentences.Should().Equal("Wrong name or password, or the account is locked.", "Wrong name or password, or the account is locked.");
        await tab.SubmitSignInAsync(ada, Password);
        await Expect(tab.Log).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignUp_WithABadNameOrPassword_SaysWhatIsWrong()
    {
        string ada = NameOf("ada");
        await SignUpAsync(ada);
        ChatTab tab = await OpenTabAsync("sign-up");

        foreach ((string name, string password, string again, string problem) in new[]
        {
            (ada, Password, Password, "is taken"),
            (NameOf("Grace"), Password, Password, "small letters"),
            (NameOf("grace"), "short", "short", "at least 10 characters"),
            (NameOf("grace"), "password123", "password123", "commonest"),
            (NameOf("grace"), NameOf("grace") + "!", NameOf("grace") + "!", "The name is no part"),
            (NameOf("grace"), Password, Password + "!", "differ"),
        })
        {
            await tab.SubmitSignUpAsync(name, password, again);
            await Expect(tab.Alert).ToContainTextAsync(problem);
        }
    }

    [Fact]
    public async Task ChatPage_WithoutSigningIn_LeadsToSigningIn()
    {
        ChatTab tab = await OpenTabAsync("chat");

        await Expect(tab.SignInButton).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Password_IsNowhereInTheBrowserAndNotInTheAddress()
    {
        ChatTab tab = await SignUpAsync(NameOf("ada"));

        tab.Page.Url.Should().EndWith("/chat");
        (await tab.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length")).Should().Be(0);
        IEnumerable<string> cookies = (await tab.Page.Context.CookiesAsync()).Select(cookie => cookie.Name);
        cookies.Should().OnlyContain(name => name.StartsWith(".AspNetCore.Antiforgery", StringComparison.Ordinal));
        (await tab.Page.ContentAsync()).Should().NotContain(Password);
    }
}
