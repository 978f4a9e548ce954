using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Reads topics without a subscription (TOPIC-36).</summary>
internal sealed class FetchService(TopicTree topics, int maximumMessageSize) : Service<FetchRequest, FetchResponse>(ServiceId.Fetch)
{
    protected override FetchResponse Handle(FetchRequest request, RequestContext context)
    {
        TopicSelector selector = RequestSelector.ParseToSelect(request.Selector, context);
        RolePermissions permissions = context.Session.Permissions;
        int room = Math.Min(maximumMessageSize, Math.Max(0, context.Session.Output.Room));
        return new TopicFetch(request, room).Run(topics.Match(selector).Where(IsPermitted));

        bool IsPermitted(Topic topic)
        {
            PermissionSet<PathPermission> permitted = permissions.At(topic.Path);
            return permitted.Has(PathPermission.SelectTopic) && permitted.Has(PathPermission.ReadTopic);
        }
    }
}
