using Microsoft.Extensions.Hosting;

namespace Messaging.Tests.Guides;

/// <summary>The code of <c>README.md</c> and of lesson 1's that is in no sample.</summary>
/// <param name="console">Where it writes.</param>
internal sealed class FirstStepsGuide(TextWriter console)
{
    private TextWriter Console => console;

    public static void AddToServices(IHostApplicationBuilder builder)
    {
        #region readme
        builder.Services.AddDiffusionMessaging(o => o.Url = new("ws://localhost:8080"));
        #endregion
    }

    public static MessagingClient Create()
    {
        #region lesson 1, create
        MessagingClient client = MessagingClient.Create(new MessagingOptions
        {
            Url = new Uri("ws://localhost:8080"),
            DisplayName = "Ada",
        });
        #endregion
        return client;
    }

    public static void AddToServicesToInject(IHostApplicationBuilder builder)
    {
        #region lesson 1, dependency injection
        builder.Services.AddDiffusionMessaging(o => o.Url = new Uri("ws://localhost:8080")); // then inject IMessagingClient
        #endregion
    }

    public static async Task<IChatRoom> JoinAsync(MessagingClient client, CancellationToken cancellationToken)
    {
        #region lesson 1, join
        IChatRoom room = await client.JoinAsync("Default Room", cancellationToken: cancellationToken);
        #endregion
        return room;
    }

    public async Task ReadAsync(IChatRoom room)
    {
        #region lesson 1, read
        await foreach (RoomEvent happened in room.ReadAsync())
        {
            if (happened is MessagePosted { Message: var message })
            {
                Console.WriteLine($"{message.Name}: {message.Text}");
            }
        }
        #endregion
    }

    public static async Task SendAsync(IChatRoom room)
    {
        #region lesson 1, send
        await room.SendAsync("Good evening!");
        #endregion
    }
}
