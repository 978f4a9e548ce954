using System.Globalization;
using System.Text.RegularExpressions;
using Messaging.Samples.Tests.Lessons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>An administrator sees what the library tells of itself, and nobody else does.</summary>
public sealed class MetricsPageTests(Lesson3Site site) : Lesson3Test(site)
{
    private const int Messages = 3;

    [Fact]
    public async Task Administrator_SeesMessagesCounted_Live()
    {
        ChatTab adas = await SignUpAsync(NameOf("ada"));
        ChatTab admin = await OpenTabAsync("admin/metrics");
        await admin.SubmitSignInAsync(Lesson3Site.Administrator, Lesson3Site.AdministratorPassword);
        await Expect(Plot(admin, "Outbox depth")).ToBeVisibleAsync();
        (int sent, int received) = (await CountAsync(admin, "Messages sent"), await CountAsync(admin, "Messages received"));

        for (int i = 0; i < Messages; i++)
        {
            string text = Text($"message {i}");
            await adas.SendAsync(text);
            await Expect(adas.Log).ToContainTextAsync(text);
        }

        await CountsAsync(admin, "Messages sent", sent + Messages);
        await CountsAsync(admin, "Messages received", received + Messages);
        await Expect(Plot(admin, "Delivery latency")).ToHaveAccessibleNameAsync(new Regex(@": [\d.]+ ms at the latest$"));
        (await Plot(admin, "Messages sent").Locator("path").GetAttributeAsync("d")).Should().MatchRegex(@"^M0 [\d.]+h.01(L[\d.]+ [\d.]+){59}$");
    }

    [Fact]
    public async Task Others_SeeNothing()
    {
        string ada = NameOf("ada");
        await SignUpAsync(ada);
        ChatTab tab = await OpenTabAsync("admin/metrics");

        await tab.SubmitSignInAsync(ada, Password);

        await Expect(tab.Alert).Not.ToBeEmptyAsync();
        await Expect(tab.SignInButton).ToBeVisibleAsync();
        await Expect(tab.Page.GetByRole(AriaRole.Img)).ToHaveCountAsync(0);
    }

    private static ILocator Plot(ChatTab tab, string title) =>
        tab.Page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = title });

    private static async Task<int> CountAsync(ChatTab tab, string title)
    {
        string name = (await Plot(tab, title).GetAttributeAsync("aria-label"))!;
        return int.Parse(name.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static async Task CountsAsync(ChatTab tab, string title, int least) => await tab.Page.WaitForFunctionAsync(
        "([title, least]) => parseInt(document.querySelector(`svg[aria-label^='${title}']`).getAttribute('aria-label').split(' ')[2]) >= least",
        new object[] { title, least });
}
