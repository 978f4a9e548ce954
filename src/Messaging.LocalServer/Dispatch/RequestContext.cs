using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Dispatch;

/// <summary>What a service has at hand while it handles requests of one session, one at a time.</summary>
/// <param name="Session">Who asks.</param>
/// <param name="Batch">Takes the connections that the service writes to; flushed when the session's input is used up.</param>
internal sealed record RequestContext(Session Session, WriteBatch Batch)
{
    /// <summary>Refuses the request unless the session has a permission.</summary>
    /// <exception cref="ServiceException">It has not; the text names the permission.</exception>
    public void Require(GlobalPermission permission)
    {
        if (!Session.Permissions.Has(permission))
        {
            throw new ServiceException(ServiceErrorCode.AccessDenied, $"Access denied. {permission.ToName()} is missing.");
        }
    }

    /// <summary>Refuses the request unless the session has a permission at a path.</summary>
    /// <param name="permission">What is needed.</param>
    /// <param name="path">A path as a client sent it.</param>
    /// <exception cref="ServiceException">It has not; the text names the permission and the path.</exception>
    public void Require(PathPermission permission, string path)
    {
        // What is no topic path is refused for that by the service, or is a name of another kind: a lock's.
        string normalized = TopicPath.TryNormalize(path, out string? topicPath, out _) ? topicPath : path;
        if (!Session.Permissions.Has(permission, normalized))
        {
            throw Denied(permission, normalized);
        }
    }

    /// <summary>The refusal of a request for a permission that is missing at a path.</summary>
    public static ServiceException Denied(PathPermission permission, string path) =>
        new(ServiceErrorCode.AccessDenied, $"Access denied. {permission.ToName()} is missing for the path '{path}'.");

    /// <summary>Answers a request.</summary>
    public void Respond<T>(int conversationId, in T body)
        where T : IWireMessage<T> => Session.Respond(conversationId, body, Batch);

    /// <summary>Refuses a request.</summary>
    public void Refuse(int conversationId, in ServiceError error) => Session.Refuse(conversationId, error, Batch);
}
