using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Tests.Guides;

/// <summary>What the README and lesson 1's show is compiled, and does over the local server what they say.</summary>
public sealed class FirstStepsGuideTests : ServerTest
{
    [Fact]
    public async Task Lesson1_JoinsReadsAndSends()
    {
        LocalDiffusionServer server = await StartServerAsync();
        MessagingClient client = NewClient(server.Url, o => o.DisplayName = "Ada");
        await using var written = new StringWriter();
        IChatRoom room = await FirstStepsGuide.JoinAsync(client, default).Within();
        await FirstStepsGuide.SendAsync(room).Within();

        Task reading = new FirstStepsGuide(written).ReadAsync(room);
        await room.ReadAsync().FirstAsync(e => e is CaughtUp).AsTask().Within();
        await room.LeaveAsync().Within();
        await reading.Within();

        room.TopicPath.Should().Be("Chat/Default Room");
        written.ToString().Should().Be($"Ada: Good evening!{Environment.NewLine}");
    }

    [Fact]
    public async Task Lesson1_CreatingAClient_DoesNotConnectYet()
    {
        await using MessagingClient client = FirstStepsGuide.Create();

        client.Status.State.Should().Be(ConnectionState.Disconnected);
    }

    [Fact]
    public async Task Services_HaveTheClient()
    {
        foreach (Action<WebApplicationBuilder> add in new Action<WebApplicationBuilder>[] { FirstStepsGuide.AddToServices, FirstStepsGuide.AddToServicesToInject })
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            add(builder);
            await using WebApplication app = builder.Build();

            app.Services.GetRequiredService<IMessagingClient>().Status.State.Should().Be(ConnectionState.Disconnected);
        }
    }
}
