using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Dispatch;

/// <summary>What a service has at hand while it handles requests of one session, one at a time.</summary>
/// <param name="Session">Who asks.</param>
/// <param name="Batch">Takes the connections that the service writes to; flushed when the session's input is used up.</param>
internal sealed record RequestContext(Session Session, WriteBatch Batch)
{
    /// <summary>Answers a request.</summary>
    public void Respond<T>(int conversationId, in T body)
        where T : IWireMessage<T>
    {
        WireWriter writer = Batch.Scratch;
        writer.Clear();
        Frame.WriteResponse(writer, conversationId, body);
        Session.Output.AppendMessage(writer.WrittenSpan, Batch);
    }

    /// <summary>Refuses a request.</summary>
    public void Refuse(int conversationId, in ServiceError error)
    {
        WireWriter writer = Batch.Scratch;
        writer.Clear();
        Frame.WriteError(writer, conversationId, error);
        Session.Output.AppendMessage(writer.WrittenSpan, Batch);
    }
}
