using System.Collections.Frozen;
using System.Globalization;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Dispatch;

/// <summary>The services that the server offers, by number. Every request gets exactly one answer.</summary>
internal sealed class ServiceTable
{
    private readonly FrozenDictionary<ServiceId, IService> _services;
    private readonly ILogger _log;

    public ServiceTable(IEnumerable<IService> services, ILogger log)
    {
        _services = services.ToFrozenDictionary(service => service.Id);
        _log = log;
    }

    /// <summary>Handles a request, or refuses it with the reason.</summary>
    public void Dispatch(in Frame request, RequestContext context)
    {
        try
        {
            if (!_services.TryGetValue(request.Service, out IService? service))
            {
                string id = ((int)request.Service).ToString(CultureInfo.InvariantCulture);
                throw new ServiceException(ServiceErrorCode.Unsupported, $"Unsupported service: {id}. This local server does not offer it.");
            }

            service.Handle(request, context);
        }
        catch (ServiceException e)
        {
            Refuse(request, context, e.Code, e.Message);
        }
        catch (WireFormatException e)
        {
            Refuse(request, context, ServiceErrorCode.InvalidData, e.Message);
        }
        catch (Exception e)
        {
            // A fault of one service must not end the session, and never the server.
            ServerLog.ServiceFailed(_log, (int)request.Service, e);
            Refuse(request, context, ServiceErrorCode.CommunicationFailure, "The server failed to handle the request.");
        }
    }

    private void Refuse(in Frame request, RequestContext context, int code, string reason)
    {
        ServerLog.RequestRefused(_log, context.Session.Name, (int)request.Service, request.ConversationId, code, LogText.OneLine(reason));
        context.Refuse(request.ConversationId, new ServiceError(reason, code));
    }
}
