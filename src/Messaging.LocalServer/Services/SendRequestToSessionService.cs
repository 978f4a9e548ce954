using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Requests;

namespace Messaging.LocalServer.Services;

/// <summary>Takes a request to a session (SEC-56). The answer comes when that session has answered.</summary>
internal sealed class SendRequestToSessionService(SessionSearch sessions, TimeSpan timeout) : IService
{
    public ServiceId Id => ServiceId.SendRequestToSession;

    public void Handle(in Frame request, RequestContext context)
    {
        SessionRequest body = request.ReadBody<SessionRequest>();
        context.Require(PathPermission.SendToSession, body.Path);
        SenderReply pending = new(context.Session, request.ConversationId, ServiceErrorCode.NoSuchSession);
        sessions.Find(body.Session).Ask(ServiceId.SendRequest, new PathRequest(body.Path, body.ValueType, body.Value), pending, timeout, context.Batch);
    }
}
