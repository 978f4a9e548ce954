using Messaging.Benchmarks.Servers;
using PushTechnology.ClientInterface.Client.Factories;
using PushTechnology.ClientInterface.Client.Features.Control.Topics;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Topics;
using PushTechnology.ClientInterface.Client.Topics.Details;

namespace Messaging.Benchmarks.Peers.StandIn;

/// <summary>A session of the Diffusion API. Rooms are the same topics that the product has, with the same values.</summary>
internal sealed class StandInSession(SessionContext context) : PeerSession
{
    private ISession? _session;

    private ISession Session => _session ?? throw new InvalidOperationException("The session is not connected.");

    /// <summary>Opens a session as the benchmark's principal.</summary>
    public static Task<ISession> OpenAsync(Uri url, CancellationToken cancellationToken) => Diffusion.Sessions
        .Principal(MessagingServer.Principal)
        .Credentials(Diffusion.Credentials.Password(MessagingServer.Password))
        .OpenAsync(url.GetLeftPart(UriPartial.Authority), cancellationToken);

    public override async Task ConnectAsync(CancellationToken cancellationToken) =>
        _session = await OpenAsync(context.Url, cancellationToken);

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        string path = MessagingServer.PathOf(room);
        await AddTopicAsync(path, cancellationToken);
        MessageStream? stream = null;
        if (receiver is not null)
        {
            stream = new MessageStream(receiver, context.Faults);
            Session.Topics.AddTimeSeriesStream(Select(path), stream);
            await Session.Topics.SubscribeAsync(Select(path), cancellationToken);
        }

        return new StandInRoom(Session, path, stream, context);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        string path = MessagingServer.PathOf(room);
        await AddTopicAsync(path, cancellationToken);
        MessageStream stream = new(receiver, context.Faults);
        Session.Topics.AddTimeSeriesStream(Select(path), stream);

        // The events of the subscription range come before the answer.
        await Session.Topics.SubscribeAsync(Select(path), cancellationToken);
        await Session.Topics.UnsubscribeAsync(Select(path), cancellationToken);
        Session.Topics.RemoveStream(stream);
    }

    public override ValueTask DisposeAsync()
    {
        _session?.Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>The selector of one topic.</summary>
    internal static string Select(string path) => ">" + path;

    private Task<AddTopicResult> AddTopicAsync(string path, CancellationToken cancellationToken)
    {
        ITopicSpecification specification = Session.TopicControl.NewSpecification(TopicType.TIME_SERIES).WithProperties(new Dictionary<string, string>
        {
            ["TIME_SERIES_EVENT_VALUE_TYPE"] = "json",
            ["TIME_SERIES_RETAINED_RANGE"] = $"limit {MessagingServer.RetainedMessages}",
            ["TIME_SERIES_SUBSCRIPTION_RANGE"] = "limit 100",
        });
        return Session.TopicControl.AddTopicAsync(path, specification, cancellationToken);
    }
}
