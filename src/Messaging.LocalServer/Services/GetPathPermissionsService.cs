using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Security;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;

namespace Messaging.LocalServer.Services;

/// <summary>Tells a session what it may do at a path (SEC-04).</summary>
internal sealed class GetPathPermissionsService() : Service<PathPermissionsRequest, PathPermissionsResponse>(ServiceId.GetPathPermissions)
{
    protected override PathPermissionsResponse Handle(PathPermissionsRequest request, RequestContext context)
    {
        string path = TopicPath.TryNormalize(request.Path, out string? normalized, out _) ? normalized : request.Path;
        return new(context.Session.Permissions.At(path).ToList());
    }
}
