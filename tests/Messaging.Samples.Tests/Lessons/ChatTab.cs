using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

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
        await FillAsync(
            ("Display name", name), ("Room", room), ("Diffusion service URL", url), ("Principal", principal), ("Password", password));
        await JoinButton.ClickAsync();
    }

    /// <summary>Joins a room and waits until the chat page is there.</summary>
    public async Task JoinAsync(string name, string room, string? url = null)
    {
        await SubmitSettingsAsync(name, room, url);
        await WhenChattingAsync();
    }

    /// <summary>Waits until the chat page is there, and has the focus where it puts it a moment later: a key that was pressed in between could miss.</summary>
    public async Task WhenChattingAsync()
    {
        await Log.WaitForAsync();
        await Expect(Box).ToBeFocusedAsync();
    }

    /// <summary>Puts a text into the box and presses Enter.</summary>
    public async Task SendAsync(string text)
    {
        TestSecrets.Conceal(text);
        await Box.FillAsync(text);
        await Box.PressAsync("Enter");
    }

    /// <summary>
    /// Fills in fields, again if need be: a page that has just come puts the focus into its first one.
    /// <see langword="null"/> leaves what is there.
    /// </summary>
    public async Task FillAsync(params (string Label, string? Value)[] fields)
    {
        (string Label, string? Value)[] given = [.. fields.Where(field => field.Value is not null)];
        foreach ((string label, string? value) in given)
        {
            SampleSecrets.Type(label, value!);
        }

        bool filled;
        do
        {
            filled = true;
            foreach ((string label, string? value) in given)
            {
                await Setting(label).FillAsync(value!);
            }

            foreach ((string label, string? value) in given)
            {
                filled &= await Setting(label).InputValueAsync() == value;
            }
        }
        while (!filled);
    }
}
