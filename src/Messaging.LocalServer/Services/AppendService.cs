using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Services.Updates;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Appends an event to a time series (TOPIC-73).</summary>
internal sealed class AppendService(TopicTree topics) : Service<AppendRequest, EventMetadata>(ServiceId.Append)
{
    protected override EventMetadata Handle(AppendRequest request, RequestContext context)
    {
        context.Require(PathPermission.UpdateTopic, request.Path);
        topics.Limits.RequireValue(request.Value);
        TopicUpdate update = new(request.Value, UpdateConstraint.None.Instance, context.Session.Principal);
        return RequestTopic.FindTimeSeries(topics, request.Path, request.ValueType).Append(update, timestamp: null, context.Batch)
            ?? throw RequestTopic.Missing(request.Path);
    }
}
