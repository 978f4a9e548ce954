using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Services;

/// <summary>Tells what a session selected (SEC-37).</summary>
internal sealed class GetTopicSelectionsService(SessionSearch sessions, TopicTree topics) : Service<SessionId, TopicSelectionsResponse>(ServiceId.GetTopicSelections)
{
    protected override TopicSelectionsResponse Handle(SessionId request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSession);
        return new TopicSelectionsResponse(topics.SelectionsOf(sessions.Find(request)));
    }
}
