using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the properties of a session and tells what they were (SEC-31).</summary>
internal sealed class SetSessionPropertiesService(SessionSearch sessions, PropertySetter setter) : Service<SetSessionPropertiesRequest, SetSessionPropertiesResponse>(ServiceId.SetSessionProperties)
{
    protected override SetSessionPropertiesResponse Handle(SetSessionPropertiesRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSession);
        context.Require(GlobalPermission.ModifySession);
        Session session = sessions.Find(request.Session);
        PropertyUpdate update = PropertySetter.Read(request.Properties, request.RemovedKeys);
        (IReadOnlyList<KeyValuePair<string, string>> previous, IReadOnlyList<string> added) = setter.Apply(session, update, context.Batch);
        return new SetSessionPropertiesResponse(previous, added);
    }
}
