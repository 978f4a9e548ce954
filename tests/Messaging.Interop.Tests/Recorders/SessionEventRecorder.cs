using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.Interop.Tests.Recorders;

/// <summary>Keeps what the vendor's .NET API tells of sessions.</summary>
public sealed class SessionEventRecorder : Recorder<ISessionEventStreamEvent>, ISessionEventStream
{
    public void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent) => Record(sessionEventStreamEvent);
}
