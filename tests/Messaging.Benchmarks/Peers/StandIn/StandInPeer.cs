namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>The Diffusion API without our wrapper: appending to a time series, and a stream of its values.</summary>
internal sealed class StandInPeer(string name) : Peer(name, Servers.ServerCatalog.Messaging, "the Diffusion API that the product wraps, without the wrapper")
{
    public override PeerSession CreateSession(SessionContext context) => new StandInSession(context);
}
