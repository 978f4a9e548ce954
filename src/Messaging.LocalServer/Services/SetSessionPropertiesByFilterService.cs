using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.SessionControl;
using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Control;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Services;

/// <summary>Changes the properties of all sessions that a filter selects (SEC-32).</summary>
internal sealed class SetSessionPropertiesByFilterService(SessionSearch sessions, PropertySetter setter) : Service<SetSessionPropertiesByFilterRequest, CountAndErrorsResponse>(ServiceId.SetSessionPropertiesByFilter)
{
    protected override CountAndErrorsResponse Handle(SetSessionPropertiesByFilterRequest request, RequestContext context)
    {
        context.Require(GlobalPermission.ViewSession);
        context.Require(GlobalPermission.ModifySession);
        PropertyUpdate update = PropertySetter.Read(request.Properties, request.RemovedKeys);
        IReadOnlyList<ErrorReport> errors = sessions.Find(request.Filter, out IReadOnlyList<Session> found);
        PropertySetter.RequireRoom(found, update);
        foreach (Session session in found)
        {
            setter.Apply(session, update, context.Batch);
        }

        return new CountAndErrorsResponse(found.Count, errors);
    }
}
