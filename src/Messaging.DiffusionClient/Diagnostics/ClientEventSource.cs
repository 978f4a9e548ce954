using System.Diagnostics.Tracing;

namespace Messaging.DiffusionClient.Diagnostics;

/// <summary>
/// What the client has to say and nobody to tell: the vendor's API takes no logger. Listen with dotnet-trace or an
/// EventListener. No event holds credentials or values.
/// </summary>
[EventSource(Name = "Messaging-DiffusionClient")]
internal sealed class ClientEventSource : EventSource
{
    public static readonly ClientEventSource Log = new();

    private ClientEventSource()
    {
    }

    [Event(1, Level = EventLevel.Informational, Message = "Session {0} is {1}: {2}")]
    public void StateChanged(string sessionId, string state, string cause)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
        {
            WriteEvent(1, sessionId, state, cause);
        }
    }

    [Event(2, Level = EventLevel.Error, Message = "An application callback failed ({0}): {1}")]
    public void CallbackFailed(string callback, string exception)
    {
        if (IsEnabled(EventLevel.Error, EventKeywords.None))
        {
            WriteEvent(2, callback, exception);
        }
    }

    [Event(3, Level = EventLevel.Warning, Message = "The value of topic '{0}' cannot be read: {1}")]
    public void ValueUnreadable(string topicPath, string problem)
    {
        if (IsEnabled(EventLevel.Warning, EventKeywords.None))
        {
            WriteEvent(3, topicPath, problem);
        }
    }

    [Event(4, Level = EventLevel.Verbose, Message = "Ignored {0} for the unknown topic id {1}")]
    public void UnknownTopic(string what, int topicId)
    {
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
        {
            WriteEvent(4, what, topicId);
        }
    }

    [Event(5, Level = EventLevel.Verbose, Message = "Ignored an answer to the unknown conversation {0}")]
    public void UnknownConversation(int conversationId)
    {
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
        {
            WriteEvent(5, conversationId);
        }
    }

    [Event(6, Level = EventLevel.Warning, Message = "Refused the server's request {0}: {1}")]
    public void RequestRefused(int service, string problem)
    {
        if (IsEnabled(EventLevel.Warning, EventKeywords.None))
        {
            WriteEvent(6, service, problem);
        }
    }

    [Event(7, Level = EventLevel.Verbose, Message = "Ignored {0} for the unknown handler {1}")]
    public void UnknownHandler(string what, int number)
    {
        if (IsEnabled(EventLevel.Verbose, EventKeywords.None))
        {
            WriteEvent(7, what, number);
        }
    }

    [Event(8, Level = EventLevel.Informational, Message = "An attempt to reconnect to {0} failed: {1}")]
    public void ReconnectionFailed(string address, string problem)
    {
        if (IsEnabled(EventLevel.Informational, EventKeywords.None))
        {
            WriteEvent(8, address, problem);
        }
    }
}
