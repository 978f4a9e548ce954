using Messaging.Samples.Tests.Browser;
using Messaging.Samples.Tests.Lessons;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>All pages of these tests come from one address, that of this machine.</summary>
[Collection(nameof(Lesson3Collection))]
public sealed class LimitTests(Lesson3Site site) : BrowserTest(site.Browser)
{
    [Fact]
    public async Task SignIn_TriedTooOften_HasToWait()
    {
        await using SampleProcess sample = await SampleProcess.StartAsync("Lesson3.Security", "--urls", "http://127.0.0.1:0", "--Limits:SignIn:PerAddress=2");
        var tab = new ChatTab(await OpenAsync(sample.Page));

        for (int attempt = 0; attempt < 2; attempt++)
        {
            await tab.SubmitSignInAsync("nobody", "not the password");
            await Expect(tab.Alert).ToHaveTextAsync("Wrong name or password, or the account is locked.");
            await Expect(tab.Setting("Password")).ToHaveValueAsync("");
        }

        var other = new ChatTab(await OpenAsync(sample.Page));
        await other.SubmitSignInAsync("somebody", "not the password");

        await Expect(other.Alert).ToContainTextAsync("Too many attempts to sign in.");
        await CloseAsync(tab, other);
    }

    [Fact]
    public async Task SixthSignUp_FromOneAddress_HasToWait()
    {
        await using SampleProcess sample = await SampleProcess.StartAsync("Lesson3.Security", "--urls", "http://127.0.0.1:0");
        var tabs = new List<ChatTab>();
        for (int number = 1; number <= 5; number++)
        {
            var one = new ChatTab(await OpenAsync(new Uri(sample.Page, "sign-up")));
            await one.SubmitSignUpAsync($"person-{number}", "correct horse battery");
            await one.Log.WaitForAsync();
            tabs.Add(one);
        }

        var tab = new ChatTab(await OpenAsync(new Uri(sample.Page, "sign-up")));
        await tab.SubmitSignUpAsync("person-6", "correct horse battery");

        await Expect(tab.Alert).ToContainTextAsync("Too many new accounts.");
        await CloseAsync([.. tabs, tab]);
    }

    /// <summary>Before their sample ends, which they would complain about.</summary>
    private static async Task CloseAsync(params ChatTab[] tabs)
    {
        foreach (ChatTab tab in tabs)
        {
            await tab.Page.GotoAsync("about:blank");
        }
    }
}
