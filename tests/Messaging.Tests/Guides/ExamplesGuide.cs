using Microsoft.Extensions.Hosting;

namespace Messaging.Tests.Guides;

/// <summary>The examples of the XML documentation that are in no other guide.</summary>
internal static class ExamplesGuide
{
    /// <summary>IMessagingClient.</summary>
    public static async Task HelloAsync(Uri url, CancellationToken cancellationToken)
    {
        await using MessagingClient client = MessagingClient.Create(options => options.Url = url);
        await using IChatRoom room = await client.JoinAsync("Default Room", cancellationToken: cancellationToken);
        await room.SendAsync("hello", cancellationToken: cancellationToken);
    }

    /// <summary>ChatTestServer, and the description of its package.</summary>
    public static async Task CutAsync(Func<MessagingClient, IChatRoom, Task> look)
    {
        await using ChatTestServer server = await ChatTestServer.StartAsync();
        MessagingClient ann = server.CreateClient(o => o.DisplayName = "Ann");
        IChatRoom room = await ann.JoinAsync("lobby");
        await server.Network.CutAsync();   // the connection breaks, and the client brings it back
        await look(ann, room);
    }

    /// <summary>IChatRoom.SendAsync.</summary>
    public static async Task<(SendOptions Options, SendReceipt Receipt)> SendAsync(IChatRoom room)
    {
        var options = new SendOptions { Id = MessageId.New() };
        SendReceipt receipt = await room.SendAsync("hello", options);   // the process died: call it again with the same id
        return (options, receipt);
    }

    /// <summary>MessagingOptions.PasswordProvider.</summary>
    public static void UseVault(MessagingOptions options, Vault vault)
    {
        options.PasswordProvider = async token => await vault.GetSecretAsync("chat", token);
    }

    /// <summary>AddKeyedDiffusionMessaging.</summary>
    public static void AddTwo(IHostApplicationBuilder builder, Uri europe, Uri america)
    {
        builder.Services.AddKeyedDiffusionMessaging("eu", options => options.Url = europe);
        builder.Services.AddKeyedDiffusionMessaging("us", options => options.Url = america);   // [FromKeyedServices("us")] IMessagingClient
    }

    internal sealed class Vault(string secret)
    {
        public ValueTask<string> GetSecretAsync(string name, CancellationToken cancellationToken) =>
            cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<string>(cancellationToken) : new($"{name}: {secret}");
    }
}
