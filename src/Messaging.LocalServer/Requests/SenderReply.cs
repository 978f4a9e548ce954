using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Requests;

/// <summary>A request of one session that another one is to answer, and the way of the answer back (SEC-51).</summary>
/// <param name="Sender">Who waits for the answer.</param>
/// <param name="ConversationId">The sender's number for the request.</param>
/// <param name="GoneCode">What the sender is told when the one who is to answer has gone.</param>
internal sealed record SenderReply(Session Sender, int ConversationId, int GoneCode) : IPendingRequest
{
    public void OnAnswered(in Frame answer, WriteBatch batch)
    {
        try
        {
            if (answer.Type == FrameType.Response)
            {
                Sender.Respond(ConversationId, answer.ReadBody<RequestResponse>(), batch);
            }
            else
            {
                Sender.Refuse(ConversationId, answer.ReadBody<ServiceError>(), batch);
            }
        }
        catch (WireFormatException e)
        {
            Sender.Refuse(ConversationId, RequestFailures.Malformed(e), batch);
        }
    }

    public void OnUnanswered(UnansweredReason reason, WriteBatch batch) =>
        Sender.Refuse(ConversationId, RequestFailures.Of(reason, GoneCode), batch);
}
