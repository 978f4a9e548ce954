using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.DiffusionWire.Services.Requests;
using Messaging.LocalServer.Connections;
using Messaging.LocalServer.Sessions;

namespace Messaging.LocalServer.Requests;

/// <summary>A request that one of many sessions is to answer, and the way of its answer back (SEC-55).</summary>
/// <param name="Sender">Who waits for the answers.</param>
/// <param name="StreamId">The sender's number for the stream of answers.</param>
/// <param name="Recipient">Whose answer it is.</param>
internal sealed record FilteredReply(Session Sender, int StreamId, Session Recipient) : IPendingRequest
{
    public void OnAnswered(in Frame answer, WriteBatch batch)
    {
        try
        {
            if (answer.Type == FrameType.Response)
            {
                Send(new FilteredResponse(StreamId, Recipient.Id, answer.ReadBody<RequestResponse>()), batch);
            }
            else
            {
                Send(new FilteredResponse(StreamId, Recipient.Id, answer.ReadBody<ServiceError>()), batch);
            }
        }
        catch (WireFormatException e)
        {
            Send(new FilteredResponse(StreamId, Recipient.Id, RequestFailures.Malformed(e)), batch);
        }
    }

    public void OnUnanswered(UnansweredReason reason, WriteBatch batch) =>
        Send(new FilteredResponse(StreamId, Recipient.Id, RequestFailures.Of(reason, ServiceErrorCode.NoSuchSession)), batch);

    private void Send(FilteredResponse response, WriteBatch batch) =>
        Sender.SendRequest(ServiceId.FilteredResponse, Sender.NextConversationId(), response, batch);
}
