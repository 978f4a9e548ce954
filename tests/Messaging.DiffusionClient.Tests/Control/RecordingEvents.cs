using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Features.Control.Clients;

namespace Messaging.DiffusionClient.Tests.Control;

/// <summary>A session event stream that writes down what it is told.</summary>
internal sealed class RecordingEvents : RecordingHandler, ISessionEventStream
{
    public void OnSessionEvent(ISessionEventStreamEvent sessionEventStreamEvent) =>
        Told($"{sessionEventStreamEvent.SessionId} {sessionEventStreamEvent.Type} {sessionEventStreamEvent.State}"
            + $"{(sessionEventStreamEvent.IsOpenEvent ? " open" : string.Empty)} {Text(sessionEventStreamEvent.Properties)}"
            + $" was {Text(sessionEventStreamEvent.ChangedProperties)} {sessionEventStreamEvent.CloseReason}".TrimEnd());
}
