using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>An administrator sees who is online and locks people out.</summary>
public sealed class AdministratorTests(Lesson3Site site) : Lesson3Test(site)
{
    [Fact]
    public async Task Administrator_SeesWhoIsOnline_Live()
    {
        string ada = NameOf("ada"), grace = NameOf("grace");
        ChatTab adas = await SignUpAsync(ada);
        ChatTab admin = await SignInAsAdministratorAsync();
        await Expect(admin.Person(ada)).ToContainClassAsync("online");
        await Expect(admin.Person(ada)).ToContainTextAsync("CHAT_USER");

        await SignUpAsync(grace);
        await Expect(admin.Person(grace)).ToContainClassAsync("online");
        await adas.Page.GetByText("Sign out").ClickAsync();

        await Expect(admin.Person(ada)).Not.ToContainClassAsync("online");
        await Expect(admin.Person(grace)).ToContainClassAsync("online");
    }

    /// <summary>Where a table does not fit each person is a block, and nothing is cut off or has to be scrolled sideways.</summary>
    [Theory]
    [InlineData(1100)]
    [InlineData(890)]
    [InlineData(700)]
    [InlineData(360)]
    public async Task People_OnScreensOfAnyWidth_AreReadable(int width)
    {
        string ada = NameOf("ada"), grace = NameOf("grace-with-a-long-n");
        await SignUpAsync(ada);
        await SignUpAsync(grace);
        ChatTab admin = await SignInAsAdministratorAsync();
        await admin.Page.SetViewportSizeAsync(width, 740);
        await Expect(admin.Person(ada)).ToContainClassAsync("online");

        (await admin.Person(ada).InnerTextAsync()).Should().MatchRegex(@"DOTNET since \d{1,2}:\d\d").And.NotContain(">");
        (await admin.Page.EvaluateAsync<int>("() => document.querySelector('.people').scrollWidth - document.querySelector('.people').clientWidth")).Should().Be(0);
        (await admin.Person(ada).GetByRole(AriaRole.Rowheader).BoundingBoxAsync())!.Height.Should().BeLessThan(60, "the name is not broken into letters");
        (await admin.Button("Sign out").BoundingBoxAsync())!.Height.Should().BeLessThan(60);
        (await DistanceAsync(admin.Person(ada), "Lock", "Close sessions")).Should().BeApproximately(0, 1, "they stand side by side");
        await admin.ButtonOfPerson(grace, "Lock").ClickAsync();
        await Expect(admin.Person(grace)).ToContainTextAsync(Account.LockedRole);
        await admin.ButtonOfPerson(grace, "Unlock…").ClickAsync();
        (await LinesOfAsync(admin.Person(grace), Account.LockedRole)).Should().Be(1, "a role is a word");
        (await admin.Page.EvaluateAsync<int>("() => document.querySelector('.people').scrollWidth - document.querySelector('.people').clientWidth")).Should().Be(0);
    }

    [Fact]
    public async Task LockedUser_SeesItAtOnce_AndCannotSignInAgain_UntilUnlocked()
    {
        string ada = NameOf("ada"), grace = NameOf("grace");
        ChatTab adas = await SignUpAsync(ada);
        ChatTab graces = await SignUpAsync(grace);
        ChatTab admin = await SignInAsAdministratorAsync();
        await Expect(admin.Person(ada)).ToContainClassAsync("online");
        await Expect(admin.Person(grace)).ToContainClassAsync("online");

        await admin.ButtonOfPerson(grace, "Lock").ClickAsync();

        await Expect(graces.SignInButton).ToBeVisibleAsync();
        await Expect(graces.Notice).ToContainTextAsync("Your session was closed");
        await Expect(graces.Notice).ToContainTextAsync("the account was locked");
        await Expect(admin.Person(grace)).Not.ToContainClassAsync("online");
        await graces.SubmitSignInAsync(grace, Password);
        await Expect(graces.Alert).ToHaveTextAsync("Wrong name or password, or the account is locked.");
        await Expect(adas.Log).ToBeVisibleAsync();

        await admin.ButtonOfPerson(grace, "Unlock…").ClickAsync();
        await admin.FillAsync(($"New password of {grace}", "another horse, another battery"));
        await admin.ButtonOfPerson(grace, "Unlock").ClickAsync();
        await Expect(admin.ButtonOfPerson(grace, "Lock")).ToBeVisibleAsync();
        await graces.SubmitSignInAsync(grace, "another horse, another battery");
        await Expect(graces.Log).ToBeVisibleAsync();
    }

    [Fact]
    public async Task ClosedSessions_ComeBackByThemselves()
    {
        string ada = NameOf("ada"), text = Text("still here");
        ChatTab adas = await SignUpAsync(ada);
        ChatTab admin = await SignInAsAdministratorAsync();

        await admin.ButtonOfPerson(ada, "Close sessions").ClickAsync();

        await Expect(adas.Banner).ToContainTextAsync("The connection is back.");
        await adas.SendAsync(text);
        await Expect(adas.Message(text)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Administrators_AreNotOfferedForLocking()
    {
        ChatTab admin = await SignInAsAdministratorAsync();

        await Expect(admin.Person(Lesson3Site.Administrator).First).ToContainTextAsync("ADMINISTRATOR");
        await Expect(admin.ButtonOfPerson("ADMINISTRATOR", "Lock")).ToHaveCountAsync(0);
        await Expect(admin.ButtonOfPerson("ADMINISTRATOR", "Close sessions")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task User_IsNotLetInToTheAdministratorsPage()
    {
        string ada = NameOf("ada");
        await SignUpAsync(ada);
        ChatTab tab = await OpenTabAsync("admin");

        await tab.SubmitSignInAsync(ada, Password);

        await Expect(tab.Alert).ToContainTextAsync("VIEW_SECURITY");
        await Expect(tab.People).ToHaveCountAsync(0);
    }

    /// <summary>How much lower one button of a row stands than another. Asked at once: rows above may change their height at any time.</summary>
    private static Task<double> DistanceAsync(ILocator row, string one, string other) => row.EvaluateAsync<double>(
        """
        (row, names) => {
          const [one, other] = names.map(name => [...row.querySelectorAll('button')].find(button => button.textContent.trim() === name));
          return one.getBoundingClientRect().top - other.getBoundingClientRect().top;
        }
        """,
        new[] { one, other });

    /// <summary>On how many lines a word of a row stands.</summary>
    private static Task<int> LinesOfAsync(ILocator row, string word) => row.EvaluateAsync<int>(
        """
        (row, word) => {
          const text = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
          while (text.nextNode()) {
            const at = text.currentNode.data.indexOf(word);
            if (at >= 0) {
              const range = document.createRange();
              range.setStart(text.currentNode, at);
              range.setEnd(text.currentNode, at + word.length);
              return range.getClientRects().length;
            }
          }
          return 0;
        }
        """,
        word);
}
