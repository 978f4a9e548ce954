using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Messaging.Samples.Tests.Browser;

/// <summary>
/// Base of tests that open pages. A test that fails leaves a picture of each page in <c>TestResults/screenshots</c>. An
/// error in a page's script or console fails the test, and so does a request to anything but this machine.
/// </summary>
public abstract class BrowserTest(SharedBrowser shared) : LoggedTest
{
    private readonly List<IPage> _pages = [];
    private readonly ConcurrentQueue<string> _complaints = [];
    private IBrowser? _browser;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _browser = await shared.GetOrSkipAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        bool failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (IPage page in _pages)
        {
            if (failed)
            {
                await SaveScreenshotAsync(page);
            }

            await page.Context.DisposeAsync();
        }

        await base.DisposeAsync();
        _complaints.Should().BeEmpty();
    }

    /// <summary>A page in a browser profile of its own.</summary>
    protected async Task<IPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout((float)WithinExtensions.Patience.TotalMilliseconds);
        IPage page = await context.NewPageAsync();
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Console += (_, message) => Complain(message.Type == "error", message.Text);
        page.Request += (_, request) => Complain(!new Uri(request.Url).IsLoopback, request.Url);
        _pages.Add(page);
        await page.GotoAsync(address.ToString());
        return page;
    }

    private void Complain(bool condition, string complaint)
    {
        if (condition)
        {
            _complaints.Enqueue(complaint);
        }
    }

    private async Task SaveScreenshotAsync(IPage page)
    {
        if (page.IsClosed)
        {
            return;
        }

        string name = $"{TestContext.Current.Test!.TestDisplayName}-{_pages.IndexOf(page)}.png";
        string file = string.Join('_', name.Split(Path.GetInvalidFileNameChars()));
        string path = Path.Combine(AppContext.BaseDirectory, "TestResults", "screenshots", file);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        TestContext.Current.TestOutputHelper?.WriteLine($"Screenshot: {path}");
    }
}
