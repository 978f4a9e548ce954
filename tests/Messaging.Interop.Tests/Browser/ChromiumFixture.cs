using Messaging.TestKit.Node;
using Microsoft.Playwright;

namespace Messaging.Interop.Tests.Browser;

/// <summary>One headless Chromium and one page server for all browser tests, started by the first of them.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private PageServer? _pages;

    /// <summary>A page with the official SDK, in a browser profile of its own. Skips the test where the browser or the SDK is missing.</summary>
    /// <param name="path">One of the pages of <see cref="PageServer"/>.</param>
    public async Task<IPage> OpenPageOrSkipAsync(string path)
    {
        string chromium = Chromium.FindOrSkip();
        _pages ??= await PageServer.StartAsync(await NodeSdk.GetOrSkipAsync());
        _playwright ??= await Playwright.CreateAsync().Within();
        float patience = (float)WithinExtensions.Patience.TotalMilliseconds;
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Chromium.Arguments, Timeout = patience }).Within();
        IPage page = await _browser.NewPageAsync().Within();
        page.SetDefaultTimeout(patience);
        await page.GotoAsync(_pages.Url + path);
        return page;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_pages is not null)
        {
            await _pages.DisposeAsync();
        }
    }
}
