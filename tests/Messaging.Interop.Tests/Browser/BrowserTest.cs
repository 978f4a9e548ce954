using Messaging.Interop.Tests.Rooms;
using Microsoft.Playwright;

namespace Messaging.Interop.Tests.Browser;

/// <summary>A test with pages in headless Chromium, which fails when a script of a page does.</summary>
public abstract class BrowserTest(ChromiumFixture chromium) : VendorTest
{
    private readonly List<string> _pageErrors = [];

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        _pageErrors.Should().BeEmpty();
    }

    /// <summary>The connect options of the SDK.</summary>
    protected static object Options(Uri server, string? principal, string? credentials)
    {
        TestSecrets.Disclose(principal);
        TestSecrets.Conceal(credentials);
        return new
        {
            host = server.Host,
            port = server.Port,
            secure = server.Scheme is "wss" or "https",
            principal = principal ?? "",
            credentials = credentials ?? "",
            connectionTimeout = WithinExtensions.Patience.TotalMilliseconds,
        };
    }

    /// <summary>Opens one of the pages of <see cref="PageServer"/>, closed when the test ends.</summary>
    protected async Task<IPage> OpenPageAsync(string path)
    {
        IPage page = await chromium.OpenPageOrSkipAsync(path);
        page.PageError += (_, error) => _pageErrors.Add(error);
        Own(new Closing(page));
        return page;
    }

    private sealed class Closing(IPage page) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await page.CloseAsync();
    }
}
