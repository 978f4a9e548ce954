using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Appends an edit of an original event to a time series (TOPIC-74).</summary>
internal sealed class EditService(TopicTree topics) : Service<EditRequest, EventMetadata>(ServiceId.Edit)
{
    protected override EventMetadata Handle(EditRequest request, RequestContext context)
    {
        return RequestTopic.FindTimeSeries(topics, request.Path, request.ValueType)
            .Edit(request.OriginalSequence, request.Value, context.Session.Principal, context.Batch)
            ?? throw RequestTopic.Missing(request.Path);
    }
}
