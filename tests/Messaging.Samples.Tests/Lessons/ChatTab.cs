using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Lessons;

/// <summary>The sample's pages in one browser tab, as somebody sees them.</summary>
internal sealed class ChatTab(IPage page)
{
    public IPage Page => page;

    public ILocator Alert => page.GetByRole(AriaRole.Alert);

    public ILocator Banner => page.Locator(".banner");

    public ILocator Log => page.GetByRole(AriaRole.Log);

    public ILocator Box => page.GetByLabel("Message", new PageGetByLabelOptions { Exact = true });

    public ILocator JoinButton => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Join" });

    /// <summary>The messages of people, whoever they are from.</summary>
    public ILocator Messages => Log.GetByRole(AriaRole.Article);

    /// <summary>What System says.</summary>
    public ILocator Notices => Log.Locator(".notice");

    /// <summary>The messages that contain a text.</summary>
    public ILocator Message(string text) => Messages.Filter(new LocatorFilterOptions { HasText = text });

    /// <summary>The field of the settings page with this label.</summary>
    public ILocator Setting(string label) => page.GetByLabel(label, new PageGetByLabelOptions { Exact = true });

    /// <summary>Fills in the settings and presses the button. <see langword="null"/> leaves what is there.</summary>
    public async Task SubmitSettingsAsync(
        string name, string? room = null, string? url = null, string? principal = null, string? password = null)
    {
        await FillAsync("Display name", name);
        await FillAsync("Room", room);
        await FillAsync("Diffusion service URL", url);
        await FillAsync("Principal", principal);
        await FillAsync("Password", password);
        await JoinButton.ClickAsync();
    }

    /// <summary>Joins a room and waits until the chat page is there.</summary>
    public async Task JoinAsync(string name, string room, string? url = null)
    {
        await SubmitSettingsAsync(name, room, url);
        await Log.WaitForAsync();
    }

    /// <summary>Puts a text into the box and presses Enter.</summary>
    public async Task SendAsync(string text)
    {
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    private async Task FillAsync(string label, string? value)
    {
        if (value is not null)
        {
            await Setting(label).FillAsync(value);
        }
    }
}
