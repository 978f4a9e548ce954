using Messaging.Samples.Tests.Lessons;
using static Microsoft.Playwright.Assertions;

namespace Messaging.Samples.Tests.Lesson1;

public sealed class SettingsTests(Lesson1Site site) : Lesson1Test(site)
{
    [Fact]
    public async Task Settings_AreFilledIn()
    {
        ChatTab tab = await OpenTabAsync();

        await Expect(tab.Setting("Display name")).Not.ToBeEmptyAsync();
        await Expect(tab.Setting("Room")).ToHaveValueAsync("Default Room");
        await Expect(tab.Setting("Diffusion service URL")).ToHaveValueAsync(Site.Server.ToString());
        await Expect(tab.Setting("Principal")).ToBeEmptyAsync();
    }

    [Fact]
    public async Task IllegalRoomName_IsRefusedWithTheReason()
    {
        ChatTab tab = await OpenTabAsync();

        await tab.SubmitSettingsAsync("Ada", "Tea/Coffee");

        await Expect(tab.Alert).ToContainTextAsync("must not contain '/'");
        await tab.JoinAsync("Ada", Room);
    }

    [Fact]
    public async Task WrongPassword_IsToldAndTheRightOneJoins()
    {
        ChatTab tab = await OpenTabAsync();

        await tab.SubmitSettingsAsync("Ada", Room, principal: "client", password: "not the password");
        await Expect(tab.Alert).ToContainTextAsync("client");
        await Expect(tab.Alert).Not.ToContainTextAsync("not the password");
        await tab.SubmitSettingsAsync("Ada", password: "password");

        await Expect(tab.Notices).ToHaveTextAsync(["Ada has joined"]);
    }

    [Fact]
    public async Task UnreachableServer_IsToldWithItsAddress()
    {
        ChatTab tab = await OpenTabAsync();
        using var port = new ReservedPort();
        string url = $"ws://127.0.0.1:{port.Number}";

        await tab.SubmitSettingsAsync("Ada", Room, url);

        await Expect(tab.Alert).ToContainTextAsync(url);
        await Expect(tab.JoinButton).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://localhost:8080")]
    public async Task AddressThatIsNone_IsRefusedWithTheReason(string url)
    {
        ChatTab tab = await OpenTabAsync();

        await tab.SubmitSettingsAsync("Ada", Room, url);

        await Expect(tab.Alert).ToContainTextAsync("ws://");
    }
}
