using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Topics;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Removes topics (TOPIC-08).</summary>
internal sealed class RemoveTopicsService(TopicTree topics) : Service<RemoveTopicsRequest, RemoveTopicsResponse>(ServiceId.RemoveTopics)
{
    protected override RemoveTopicsResponse Handle(RemoveTopicsRequest request, RequestContext context)
    {
        TopicSelector selector = RequestSelector.Parse(request.Selector);
        if (selector.IsPath(out string? path))
        {
            context.Require(PathPermission.ModifyTopic, path);
        }

        // Of several topics those stay that the session may not remove.
        RolePermissions permissions = context.Session.Permissions;
        return new(topics.Remove(selector, topic => permissions.Has(PathPermission.ModifyTopic, topic.Path), context.Batch));
    }
}
