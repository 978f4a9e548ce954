using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Services;

namespace Messaging.LocalServer.Dispatch;

/// <summary>One service of the protocol, as the server offers it to clients.</summary>
internal interface IService
{
    /// <summary>Its number on the wire.</summary>
    ServiceId Id { get; }

    /// <summary>Handles one request and answers it, now or later.</summary>
    /// <param name="request">The request. Its body is good until this method returns.</param>
    /// <param name="context">Who asks, and how to answer.</param>
    /// <exception cref="ServiceException">The request is refused.</exception>
    /// <exception cref="DiffusionWire.Primitives.WireFormatException">The body is malformed.</exception>
    void Handle(in Frame request, RequestContext context);
}
