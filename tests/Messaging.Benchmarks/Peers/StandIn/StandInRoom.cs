using Messaging.Benchmarks.Messages;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>A time series topic.</summary>
internal sealed class StandInRoom(ISession session, string path, MessageStream? stream, SessionContext context) : PeerRoom
{
    private readonly string _name = SenderNames.Of(context.Sender);

    public override void Publish(long number) => context.Faults.Watch(AppendAsync(number));

    public override Task AppendAsync(long number) =>
        session.TimeSeries.AppendAsync(path, Diffusion.DataTypes.JSON.ReadValue(MessageCbor.Write(NumberedTexts.Of(number), _name)));

    public override async ValueTask DisposeAsync()
    {
        if (stream is not null && !session.State.Closed)
        {
            await session.Topics.UnsubscribeAsync(StandInSession.Select(path));
            session.Topics.RemoveStream(stream);
        }
    }
}
