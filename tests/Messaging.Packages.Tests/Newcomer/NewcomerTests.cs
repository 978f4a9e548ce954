using System.Net.Http.Headers;
using Messaging.Packages.Tests.Support;

namespace Messaging.Packages.Tests.Newcomer;

/// <summary>
/// What somebody does who has the .NET SDK and this README and nothing else: pack, make a project elsewhere, add the package, paste
/// the code, run it.
/// </summary>
public sealed class NewcomerTests(Workshop workshop)
{
    [Fact]
    public async Task ConsoleAppAndWebApp_WithTheReadmesCode_TalkToEachOther()
    {
        NewProject console = await NewProject.MakeAsync(workshop, "MyChat", "console", Readme.TenLines);
        NewProject web = await NewProject.MakeAsync(workshop, "MyWeb", "web", Readme.WebApp);
        await using InstalledServer server = await InstalledServer.StartAsync(workshop);

        // The console app sends, and receives what it has sent.
        await using RunningProgram chat = console.Run(new Dictionary<string, string>(), server.Url);
        (await chat.LineWithAsync("Hello")).Should().EndWith(" Anonymous: Hello from .NET");

        // The web app receives it, too; and what it sends, both receive.
        await using RunningProgram site = web.Run(new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["Diffusion"] = server.Url,
        });
        string listening = await site.LineWithAsync("Now listening on: ");
        using HttpClient browser = new() { BaseAddress = new Uri(listening[listening.IndexOf("http", StringComparison.Ordinal)..]) };
        browser.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using Stream events = await browser.GetStreamAsync("/messages").Within();
        using StreamReader lines = new(events);
        (await NextEventAsync(lines)).Should().Be("Anonymous: Hello from .NET");
        using HttpResponseMessage posted = await browser.PostAsync("/messages?text=hello%20console%20%F0%9F%A6%8A", null).Within();
        posted.EnsureSuccessStatusCode();
        (await NextEventAsync(lines)).Should().Be("Anonymous: hello console 🦊");
        (await chat.LineWithAsync("hello console")).Should().EndWith(" Anonymous: hello console 🦊");
        (await browser.GetStringAsync("/health").Within()).Should().Be("Healthy");
    }

    private static async Task<string> NextEventAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync().Within() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line["data: ".Length..];
            }
        }

        throw new InvalidOperationException("The stream of events ended.");
    }
}
