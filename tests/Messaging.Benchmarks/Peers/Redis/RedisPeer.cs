using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Peers.Redis;

/// <summary>Redis with StackExchange.Redis: channels in W1 to W3, streams where a history is asked for.</summary>
internal sealed class RedisPeer(string name)
    : Peer(name, ServerCatalog.Redis, "Redis with StackExchange.Redis and generated JSON: channels in W1 to W3, which store nothing, streams in W4 and W5")
{
    public override PeerSession CreateSession(SessionContext context) => new RedisSession(context);
}
