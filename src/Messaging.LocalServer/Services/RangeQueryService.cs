using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Services;

/// <summary>Answers queries of a range of a time series (TOPIC-76). The events are copied as they are, not encoded again.</summary>
internal sealed class RangeQueryService(TopicTree topics, int maximumMessageSize) : IService
{
    public ServiceId Id => ServiceId.RangeQuery;

    public void Handle(in Frame request, RequestContext context)
    {
        RangeQueryRequest query = request.ReadBody<RangeQueryRequest>();
        context.Require(PathPermission.ReadTopic, query.Path);
        if (query.Kind != RangeQueryKind.Values || query.EditRange != EventRange.All)
        {
            context.Require(PathPermission.QueryObsoleteTimeSeriesEvents, query.Path);
        }

        EventSelection selection = RequestTopic.FindTimeSeries(topics, query.Path).Query(query);
        RequireRoom(selection, Math.Min(maximumMessageSize, context.Session.Output.Room));

        WireWriter writer = ThreadScratch.Writer;
        writer.Clear();
        Frame.WriteResponse(writer, request.ConversationId, default(EmptyMessage));
        selection.WriteTo(writer);
        context.Session.Output.AppendMessage(writer.WrittenSpan, context.Batch);
    }

    // Sent all the same, it would be more than the client takes, or end the session for reading too slowly.
    private static void RequireRoom(EventSelection selection, int room)
    {
        if (selection.Size > room)
        {
            throw new ServiceException(
                ServiceErrorCode.RejectedRequest,
                $"The query's {selection.Events.Count} events have {selection.Size} bytes and there is room for {room}: ask for fewer, with a limit.");
        }
    }
}
