using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/production.md</c>: a region for each block, in the same order.</summary>
internal static class ProductionGuide
{
    public static void Add(IHostApplicationBuilder builder, Func<CancellationToken, ValueTask<string>> vault)
    {
        #region services
        builder.Services.AddDiffusionMessaging(builder.Configuration.GetSection("Chat"));
        builder.Services.Configure<MessagingOptions>(options => options.PasswordProvider = vault);
        builder.Services.AddHealthChecks().AddDiffusionMessaging(tags: ["ready"]);
        #endregion
    }

    public static async Task PrepareAsync(IMessagingClient admin, string newPassword, CancellationToken cancellationToken)
    {
        #region prepare
        await admin.Accounts.CreateAsync("chat-server", newPassword, ["CHAT_MODERATOR", "CHAT_ACCOUNTS"], cancellationToken);
        await admin.Accounts.DenyAnonymousAsync(cancellationToken);
        #endregion
    }

    public static async Task CreateRoomsAsync(IMessagingClient client, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        #region rooms
        var options = new RoomOptions { Kind = RoomKind.History, RetainedRange = "last 30d limit 1000", SubscriptionRange = "limit 50" };
        foreach (string name in names)
        {
            await using IChatRoom room = await client.JoinAsync(name, options, cancellationToken);   // creates it, or takes it as it is
        }
        #endregion
    }
}
