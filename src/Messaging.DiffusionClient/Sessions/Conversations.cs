using Messaging.DiffusionClient.Diagnostics;
using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using PushTechnology.ClientInterface.Client.Callbacks;
using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>The requests of a session that have no answer yet, by their numbers (WIRE-23). Thread-safe.</summary>
/// <remarks>Not bounded: each entry is a call that somebody awaits.</remarks>
internal sealed class Conversations
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, IPendingRequest> _pending = [];
    private int _last;
    private bool _suspended;
    private SessionEnd? _end;

    /// <summary>How many requests have no answer.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Gives a request its number, from 1.</summary>
    /// <param name="request">The request.</param>
    /// <param name="pending">How many requests have no answer, this one included.</param>
    /// <exception cref="SessionClosedException">The session is closed.</exception>
    /// <exception cref="SessionException">It has no connection.</exception>
    public int Begin(IPendingRequest request, out int pending)
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                throw _end.ToException(request.Operation);
            }

            if (_suspended)
            {
                // The second half is what the vendor's client says.
                throw new SessionException(
                    $"{request.Operation} failed, and nothing was sent: the session is not connected. Operations are not possible at this time.",
                    ErrorReason.COMMUNICATION_FAILURE);
            }

            _pending.Add(++_last, request);
            pending = _pending.Count;
            return _last;
        }
    }

    /// <summary>Takes a number that no conversation will have: what is registered with the server is called by it.</summary>
    public int Reserve()
    {
        lock (_gate)
        {
            return ++_last;
        }
    }

    /// <summary>Ends a conversation whose answer is of no interest any more.</summary>
    public void Forget(int conversationId) => Take(conversationId);

    /// <summary>Handles a response or an error. One that belongs to no conversation is ignored (WIRE-28).</summary>
    public void Answer(in Frame frame)
    {
        if (Take(frame.ConversationId) is not { } request)
        {
            ClientEventSource.Log.UnknownConversation(frame.ConversationId);
            return;
        }

        if (frame.Type == FrameType.Response)
        {
            request.Complete(frame);
        }
        else
        {
            request.Fail(Refusal(request.Operation, frame));
        }
    }

    /// <summary>Refuses requests to come, until <see cref="Resume"/>. Those that are there keep their numbers (SESS-11).</summary>
    public void Suspend() => SetSuspended(true);

    /// <summary>Takes requests again.</summary>
    public void Resume() => SetSuspended(false);

    /// <summary>
    /// Ends all conversations: messages were lost, perhaps theirs (SESS-12). Whoever began them is told by <see cref="FailLost"/>, when
    /// requests are possible again: the first thing that some do is to send another.
    /// </summary>
    public IReadOnlyList<IPendingRequest> TakeAll()
    {
        lock (_gate)
        {
            IPendingRequest[] pending = [.. _pending.Values];
            _pending.Clear();
            return pending;
        }
    }

    /// <summary>Fails requests that were lost, or whose answers were.</summary>
    public static void FailLost(IReadOnlyList<IPendingRequest> lost)
    {
        foreach (IPendingRequest request in lost)
        {
            request.Fail(new OutcomeUnknownException(request.Operation));
        }
    }

    /// <summary>Fails all requests, and those to come.</summary>
    public void Close(SessionEnd end)
    {
        lock (_gate)
        {
            _end = end;
        }

        foreach (IPendingRequest request in TakeAll())
        {
            request.Fail(end.ToException(request.Operation));
        }
    }

    private static Exception Refusal(Operation operation, in Frame frame)
    {
        try
        {
            return ServiceErrors.ToException(operation, frame.ReadBody<ServiceError>());
        }
        catch (WireFormatException e)
        {
            return new SessionException($"{operation} failed: the server's error cannot be read.", ErrorReason.COMMUNICATION_FAILURE, e);
        }
    }

    private void SetSuspended(bool suspended)
    {
        lock (_gate)
        {
            _suspended = suspended;
        }
    }

    private IPendingRequest? Take(int conversationId)
    {
        lock (_gate)
        {
            return _pending.Remove(conversationId, out IPendingRequest? request) ? request : null;
        }
    }
}
