using System.Text;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Messaging.Tests.Repository;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Messaging.Tests.Guides;

/// <summary>What <c>docs/production.md</c> shows is compiled, and does over the local server what it says.</summary>
public sealed class ProductionGuideTests : ServerTest
{
    private static readonly RoomOptions History = new() { Kind = RoomKind.History };

    private static string Script => Documents.BlocksOf("docs/production.md").Single(block => block.Language == "text").Code;

    [Fact]
    public async Task Services_TakeTheShownConfiguration()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        string json = Documents.BlocksOf("docs/production.md").Single(block => block.Language == "json").Code;
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        ProductionGuide.Add(builder, _ => new("from the vault"));
        await using WebApplication app = builder.Build();

        MessagingOptions options = app.Services.GetRequiredService<IOptions<MessagingOptions>>().Value;

        (options.Url, options.Principal, options.TopicPrefix).Should().Be((new Uri("wss://diffusion.example.com"), "chat-server", "Chat"));
        (options.RequestTimeout, options.ResumeTimeout).Should().Be((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)));
        (await options.PasswordProvider!(default)).Should().Be("from the vault");
        app.Services.GetRequiredService<IMessagingClient>().Principal.Should().Be("chat-server");
    }

    [Fact]
    public async Task Script_MakesTheRolesOfTheLibrary()
    {
        MessagingClient admin = Administrator(await StartServerAsync(configure: o => o.SecurityScript = Script));

        IReadOnlyList<ChatRole> roles = await admin.Accounts.ListRolesAsync().Within();

        roles.Should().ContainEquivalentOf(ChatRole.User("CHAT_USER")).And.ContainEquivalentOf(ChatRole.Moderator("CHAT_MODERATOR"));
    }

    /// <summary>The accounts of the page can do what it says that they are for, and no more.</summary>
    [Fact]
    public async Task Accounts_WithTheScriptsRoles_CanDoTheirWork()
    {
        LocalDiffusionServer server = await StartServerAsync(configure: o => o.SecurityScript = Script);
        await ProductionGuide.PrepareAsync(Administrator(server), "a long one", default).Within();
        MessagingClient service = NewClient(server.Url, o => (o.Principal, o.Password) = ("chat-server", "a long one"));
        await ProductionGuide.CreateRoomsAsync(service, ["lobby", "help"], default).Within();
        await service.Accounts.CreateAsync("ann", "ann's", ["CHAT_USER"]).Within();
        MessagingClient ann = NewClient(server.Url, o => (o.Principal, o.Password) = ("ann", "ann's"));

        IChatRoom room = await ann.JoinAsync("help", History).Within();
        SendReceipt receipt = await room.SendAsync("hello").Within();
        await room.EditAsync(receipt.Event!.Sequence, "hello!").Within();

        (await ann.Awaiting(a => a.JoinAsync("another", History).Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.NotPermitted);
        (await service.Accounts.WatchOnlineAsync().FirstAsync(online => online.Any(session => session.Principal == "ann")).AsTask().Within())
            .Should().NotBeEmpty();
        await (await service.JoinAsync("help", History).Within()).RemoveAsync(receipt.Event!.Sequence).Within();
        (await service.Accounts.LockAsync("ann").Within()).Should().Be(1);
        (await NewClient(server.Url).Awaiting(c => c.ConnectAsync().Within()).Should().ThrowAsync<MessagingException>())
            .Which.Code.Should().Be(MessagingErrorCode.NotAuthenticated);
    }

    private MessagingClient Administrator(LocalDiffusionServer server) =>
        NewClient(server.Url, o => (o.Principal, o.Password) = ("admin", "password"));
}
