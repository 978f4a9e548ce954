using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>A request was under way when messages were lost: nobody will ever answer it (SESS-12). A <see cref="SessionException"/> to applications.</summary>
internal sealed class OutcomeUnknownException(Operation operation) : SessionException(
    $"{operation} failed: the peer is disconnected. The connection was lost with messages in it; whether the server has done it is unknown.",
    ErrorReason.COMMUNICATION_FAILURE);
