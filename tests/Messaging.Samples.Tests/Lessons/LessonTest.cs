using Messaging.Samples.Tests.Browser;
using Messaging.Tests.Recording;
using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Lessons;

/// <summary>Base of the tests that use a lesson through a browser.</summary>
public abstract class LessonTest(LessonFixture site) : BrowserTest(site.Browser)
{
    /// <summary>The running sample.</summary>
    protected LessonFixture Site { get; } = site;

    /// <summary>A room that no other test uses.</summary>
    protected string Room { get; } = $"Room {Guid.NewGuid():N}";

    /// <summary>Opens the sample's page, which begins with the settings.</summary>
    private protected async Task<ChatTab> OpenTabAsync(BrowserNewContextOptions? options = null) =>
        new(await OpenAsync(Site.Page, options));

    /// <summary>Opens the page and joins the test's room.</summary>
    private protected async Task<ChatTab> JoinAsync(string name, BrowserNewContextOptions? options = null)
    {
        ChatTab tab = await OpenTabAsync(options);
        await tab.JoinAsync(name, Room);
        return tab;
    }

    /// <summary>A client of the sample's own Diffusion server.</summary>
    protected MessagingClient CreateClient(string name) =>
        RecordedClient.Create(new MessagingOptions { Url = Site.Server, DisplayName = name }, Log);
}
