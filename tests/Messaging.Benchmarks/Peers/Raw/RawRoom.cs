using Messaging.Benchmarks.Messages;

namespace Messaging.Benchmarks.Peers.Raw;

/// <summary>A room of a floor.</summary>
internal sealed class RawRoom(RawSession session, int room, int sender) : PeerRoom
{
    public override void Publish(long number) => session.Publish(room, sender, (int)(number % NumberedTexts.Count));

    public override Task AppendAsync(long number) => session.AppendAsync(room, sender, (int)(number % NumberedTexts.Count));

    public override ValueTask DisposeAsync()
    {
        session.Leave(room);
        return ValueTask.CompletedTask;
    }
}
