using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Peers.Nats;

/// <summary>NATS with its client for .NET: subjects in W1 to W3, JetStream in memory where a history is asked for.</summary>
internal sealed class NatsPeer(string name)
    : Peer(name, ServerCatalog.Nats, "NATS with NATS.Net and generated JSON: subjects in W1 to W3, which store nothing, a stream in memory in W4 and W5")
{
    public override PeerSession CreateSession(SessionContext context) => new NatsSession(context);
}
