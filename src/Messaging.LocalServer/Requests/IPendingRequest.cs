using Messaging.DiffusionWire.Frames;
using Messaging.LocalServer.Connections;

namespace Messaging.LocalServer.Requests;

/// <summary>What is to happen when a session answers a request of the server, or does not. One of the two happens, once.</summary>
/// <remarks>Called on the thread that found out, outside of locks. Must not throw and must not wait.</remarks>
internal interface IPendingRequest
{
    /// <summary>The session has answered.</summary>
    /// <param name="answer">A response or an error; its body is good until this method returns.</param>
    /// <param name="batch">Takes the connections that are written to.</param>
    void OnAnswered(in Frame answer, WriteBatch batch);

    /// <summary>There is no answer and will be none.</summary>
    void OnUnanswered(UnansweredReason reason, WriteBatch batch);
}
