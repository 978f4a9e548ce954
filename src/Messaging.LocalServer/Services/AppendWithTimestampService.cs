using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Appends an event with a time of the sender's choice to a time series (TOPIC-73).</summary>
internal sealed class AppendWithTimestampService(TopicTree topics) : Service<AppendWithTimestampRequest, EventMetadata>(ServiceId.AppendWithTimestamp)
{
    protected override EventMetadata Handle(AppendWithTimestampRequest request, RequestContext context)
    {
        context.Require(PathPermission.UpdateTopic, request.Path);
        topics.Limits.RequireValue(request.Value);
        TopicUpdate update = new(request.Value, UpdateConstraint.None.Instance, context.Session.Principal);
        return RequestTopic.FindTimeSeries(topics, request.Path, request.ValueType).Append(update, request.Timestamp, context.Batch)
            ?? throw RequestTopic.Missing(request.Path);
    }
}
