using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/reconnection.md</c>: a region for each block, in the same order.</summary>
internal sealed class ReconnectionGuide(Action<string> show)
{
    public async Task WatchAsync(IMessagingClient client, CancellationToken cancellationToken)
    {
        #region client
        await foreach (ConnectionStatus status in client.WatchStatusAsync(cancellationToken))
        {
            show(status switch
            {
                { State: ConnectionState.Connected } => "Connected.",
                { NextRetryAt: { } next } => $"{status.State}: {status.Error?.Message} Next attempt at {next.ToLocalTime():T}.",
                { Error: { } error } => $"{status.State}: {error.Message}",
                _ => $"{status.State}.",
            });
        }
        #endregion
    }

    public async Task WatchAsync(IChatRoom room, CancellationToken cancellationToken)
    {
        #region room
        await foreach (RoomStatus status in room.WatchStatusAsync(cancellationToken))
        {
            show($"{room.Name}: {status.State}. {status.Error?.Message}".TrimEnd());
        }
        #endregion
    }

    public static MessagingClient Create(Uri url)
    {
        #region options
        MessagingClient client = MessagingClient.Create(options =>
        {
            options.Url = url;
            options.InitialConnectTimeout = TimeSpan.FromMinutes(1);        // the first connection; zero: one attempt
            options.ResumeTimeout = TimeSpan.FromSeconds(30);               // how long the same session may come back
            options.ReconnectTimeout = Timeout.InfiniteTimeSpan;            // how long any session may; zero: not at all
        });
        #endregion
        return client;
    }

    public static void Add(IHostApplicationBuilder builder, Uri url)
    {
        #region host
        builder.Services.AddDiffusionMessaging(options => options.Url = url);
        builder.Services.AddHealthChecks().AddDiffusionMessaging(tags: ["ready"]);
        #endregion
    }
}
