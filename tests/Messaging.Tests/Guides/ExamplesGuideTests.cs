using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Tests.Guides;

/// <summary>The examples of the XML documentation do what they say.</summary>
public sealed class ExamplesGuideTests : ServerTest
{
    [Fact]
    public async Task Hello_IsInTheRoom()
    {
        LocalDiffusionServer server = await StartServerAsync();

        await ExamplesGuide.HelloAsync(server.Url, default).Within();

        IChatRoom room = await NewClient(server.Url).JoinAsync("Default Room").Within();
        (await room.ReadAsync().FirstAsync().AsTask().Within()).Should().BeOfType<MessagePosted>().Which.Message.Text.Should().Be("hello");
    }

    [Fact]
    public Task Cut_IsSurvived() => ExamplesGuide.CutAsync(async (client, room) =>
    {
        await room.SendAsync("here again").Within();
        (await client.WatchStatusAsync().FirstAsync(status => status.State == ConnectionState.Connected).Within()).Error.Should().BeNull();
    });

    [Fact]
    public async Task Send_WithTheSameIdAgain_PostsNothing()
    {
        LocalDiffusionServer server = await StartServerAsync();
        IChatRoom room = await NewClient(server.Url).JoinAsync("lobby", new RoomOptions { Kind = RoomKind.History }).Within();

        (SendOptions options, SendReceipt receipt) = await ExamplesGuide.SendAsync(room).Within();

        receipt.WasDuplicate.Should().BeFalse();
        (await room.SendAsync("hello", options).Within()).WasDuplicate.Should().BeTrue();
    }

    [Fact]
    public async Task Vault_IsAsked()
    {
        var options = new MessagingOptions();

        ExamplesGuide.UseVault(options, new ExamplesGuide.Vault("open sesame"));

        (await options.PasswordProvider!(default)).Should().Be("chat: open sesame");
    }

    [Fact]
    public async Task TwoClients_AreToldApartByTheirKeys()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        ExamplesGuide.AddTwo(builder, new Uri("wss://eu.example.com"), new Uri("wss://us.example.com"));
        await using WebApplication app = builder.Build();

        app.Services.GetRequiredKeyedService<IMessagingClient>("us").Should().NotBeSameAs(app.Services.GetRequiredKeyedService<IMessagingClient>("eu"));
    }
}
