using Messaging.DiffusionClient.Sessions;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Features;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Features;

internal sealed class PingsFeature(ISession session, ServiceChannel channel, TimeProvider timeProvider) : IPings
{
    public ISession Session => session;

    public Task<IPingDetails> PingServerAsync() => PingServerAsync(CancellationToken.None);

    public async Task<IPingDetails> PingServerAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset timestamp = timeProvider.GetUtcNow();
        long start = timeProvider.GetTimestamp();
        await channel.RequestAsync<EmptyMessage, EmptyMessage>(
            ServiceId.UserPing, default, new Operation("The ping"), cancellationToken).ConfigureAwait(false);
        return new PingDetails(timestamp, timeProvider.GetElapsedTime(start));
    }
}
