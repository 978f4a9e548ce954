using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Browser;

/// <summary>One headless Chromium for all tests of a collection, started by the first of them.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser. Skips the test when this machine has none.</summary>
    public async Task<IBrowser> GetOrSkipAsync()
    {
        string chromium = Chromium.FindOrSkip();
        float patience = (float)WithinExtensions.Patience.TotalMilliseconds;
        Assertions.SetDefaultExpectTimeout(patience);
        _playwright ??= await Playwright.CreateAsync().Within();
        return _browser ??= await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = Chromium.Arguments, Timeout = patience });
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
