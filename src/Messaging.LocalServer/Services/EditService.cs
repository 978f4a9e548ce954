using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.TimeSeries;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Appends an edit of an original event to a time series (TOPIC-74).</summary>
internal sealed class EditService(TopicTree topics) : Service<EditRequest, EventMetadata>(ServiceId.Edit)
{
    protected override EventMetadata Handle(EditRequest request, RequestContext context)
    {
        context.Require(PathPermission.UpdateTopic, request.Path);
        topics.Limits.RequireValue(request.Value);
        bool ownOnly = IsLimitedToOwn(request.Path, context);
        return RequestTopic.FindTimeSeries(topics, request.Path, request.ValueType)
            .Edit(request.OriginalSequence, request.Value, context.Session.Principal, ownOnly, context.Batch)
            ?? throw RequestTopic.Missing(request.Path);
    }

    // Nobody is the author of what an anonymous session said: another one may have said it.
    private static bool IsLimitedToOwn(string path, RequestContext context)
    {
        string normalized = TopicPath.TryNormalize(path, out string? topicPath, out _) ? topicPath : path;
        PermissionSet<PathPermission> permissions = context.Session.Permissions.At(normalized);
        if (permissions.Has(PathPermission.EditTimeSeriesEvents))
        {
            return false;
        }

        return permissions.Has(PathPermission.EditOwnTimeSeriesEvents) && context.Session.Principal.Length > 0
            ? true
            : throw RequestContext.Denied(PathPermission.EditTimeSeriesEvents, normalized);
    }
}
