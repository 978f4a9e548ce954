namespace Messaging.Benchmarks.Peers.SignalR;

/// <summary>ASP.NET Core SignalR.</summary>
internal sealed class SignalRPeer(string name, bool isMessagePack, string description) : Peer(name, Servers.ServerCatalog.SignalR, description)
{
    public override PeerSession CreateSession(SessionContext context) => new SignalRSession(context, isMessagePack);
}
