namespace Messaging.TestKit;

/// <summary>The Chromium of this machine: the tests bring no browser along.</summary>
public static class Chromium
{
    /// <summary>The environment variable that names the browser to use, where it is not on the PATH.</summary>
    public const string PathVariable = "MESSAGING_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Switches for a browser that runs as any user without a screen and asks nothing of the internet.</summary>
    public static IReadOnlyList<string> Arguments { get; } =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>Where the browser is. Skips the test (or fails it, see <see cref="TestRequirements"/>) when there is none.</summary>
    public static string FindOrSkip()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named)
        {
            return named;
        }

        if (Names.Select(Executables.Find).FirstOrDefault(path => path is not null) is { } found)
        {
            return found;
        }

        TestRequirements.SkipOrFail(
            $"Chromium was not found on the PATH: install it to run the browser tests (Debian: apt-get install chromium), or name it in {PathVariable}.");
        return null;
    }
}
