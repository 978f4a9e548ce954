using Messaging.Samples.Tests.Browser;
using Messaging.Samples.Tests.Lessons;
using Messaging.Tests.Recording;
using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Lesson3;

/// <summary>Base of the tests that use the sample through a browser.</summary>
[Collection(nameof(Lesson3Collection))]
public abstract class Lesson3Test(Lesson3Site site) : BrowserTest(site.Browser)
{
    /// <summary>A password that the rules accept.</summary>
    protected const string Password = "correct horse battery";

    private readonly string _suffix = Guid.NewGuid().ToString("N")[..8];

    /// <summary>The running sample.</summary>
    protected Lesson3Site Site { get; } = site;

    /// <summary>A name that no other test has.</summary>
    protected string NameOf(string person) => $"{person}-{_suffix}";

    /// <summary>A text that no other test has.</summary>
    protected string Text(string text) => $"{text} {_suffix}";

    /// <summary>Opens a page of the sample.</summary>
    private protected async Task<ChatTab> OpenTabAsync(string path = "") => new(await OpenAsync(new Uri(Site.Page, path)));

    /// <summary>Signs up in a tab of its own and waits until the room is there.</summary>
    private protected async Task<ChatTab> SignUpAsync(string name)
    {
        ChatTab tab = await OpenTabAsync("sign-up");
        await tab.SubmitSignUpAsync(name, Password);
        await tab.WhenChattingAsync();
        return tab;
    }

    /// <summary>Signs in to the administrators' page.</summary>
    private protected async Task<ChatTab> SignInAsAdministratorAsync()
    {
        ChatTab tab = await OpenTabAsync("admin");
        await tab.SubmitSignInAsync(Lesson3Site.Administrator, Lesson3Site.AdministratorPassword);
        await tab.Page.GetByRole(AriaRole.Table).WaitForAsync();
        return tab;
    }

    /// <summary>A client of the sample's own Diffusion server.</summary>
    protected MessagingClient CreateClient(string? name, string? password) =>
        RecordedClient.Create(new MessagingOptions { Url = Site.Server, Principal = name, Password = password }, Log);
}
