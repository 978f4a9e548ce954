using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Requests;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Takes a request to the handler of its path (SEC-51). The answer comes when the handler has answered.</summary>
internal sealed class SendRequestService(RequestHandlers handlers, TimeSpan timeout) : IService
{
    public ServiceId Id => ServiceId.SendRequest;

    public void Handle(in Frame request, RequestContext context)
    {
        PathRequest body = request.ReadBody<PathRequest>();
        string path = RequestText.NormalizePath(body.Path);
        context.Require(PathPermission.SendToMessageHandler, path);
        Session sender = context.Session;
        if (handlers.Find(path) is not { } handler)
        {
            throw new ServiceException(ServiceErrorCode.UnhandledMessage, $"No session handles requests to the path '{path}'.");
        }

        // It goes on handling requests when it may not see sessions any more, without seeing them.
        IReadOnlyList<KeyValuePair<string, string>> properties =
            handler.Session.Permissions.Has(GlobalPermission.ViewSession) ? handler.Properties.Of(sender.Properties) : [];
        ForwardedRequest forwarded = new(handler.StreamId, sender.Id, path, properties, body.ValueType, body.Value);
        SenderReply pending = new(sender, request.ConversationId, ServiceErrorCode.UnhandledMessage);
        handler.Session.Ask(ServiceId.ForwardedRequest, forwarded, pending, timeout, context.Batch);
    }
}
