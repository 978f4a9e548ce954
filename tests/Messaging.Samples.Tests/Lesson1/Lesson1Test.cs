using Messaging.Samples.Tests.Browser;
using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Lesson1;

/// <summary>Base of the tests that use the sample through a browser.</summary>
[Collection(nameof(Lesson1Collection))]
public abstract class Lesson1Test(Lesson1Site site) : BrowserTest(site.Browser)
{
    /// <summary>The running sample.</summary>
    protected Lesson1Site Site { get; } = site;

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

    /// <summary>Joins the test's room by the library, as another program would.</summary>
    protected async Task<IChatRoom> JoinByLibraryAsync(MessagingClient client) => await client.JoinAsync(Room).Within();

    /// <summary>A client of the sample's own Diffusion server.</summary>
    protected MessagingClient CreateClient(string name) =>
        MessagingClient.Create(new MessagingOptions { Url = Site.Server, DisplayName = name }, Log);
}
