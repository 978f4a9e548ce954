namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>A floor: opaque bytes over WebSocket.</summary>
internal sealed class RawPeer(
    string name, string serverKind, Func<SessionContext, CancellationToken, Task<IRawLink>> connect, string description)
    : Peer(name, serverKind, description)
{
    public override PeerSession CreateSession(SessionContext context) => new RawSession(context, connect);
}
