using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>What goes wrong with the next calls. Each fault is for one call.</summary>
internal sealed class SendFaults(FakeServer server, RoomKind kind)
{
    private readonly string[] _posting = kind == RoomKind.Live ? ["set"] : ["append", "edit"];
    private readonly string _looking = kind == RoomKind.Live ? "subscribe" : "query";

    private readonly Lock _lock = new();
    private readonly Queue<SendStepKind> _posts = [];
    private readonly AsyncLocal<SendStepKind?> _fault = new();
    private TaskCompletionSource? _held;
    private bool _failsQuery;

    /// <summary>Whether the user may see what messages were before they were edited.</summary>
    public required bool MayReadTrail { get; init; }

    /// <summary>Calls that look for something fail once, and calls that post or change something have the other faults.</summary>
    public void Install()
    {
        server.OnCall = OnCall;
        server.OnReply = OnReplyAsync;
    }

    public void Add(SendStepKind fault)
    {
        lock (_lock)
        {
            if (fault == SendStepKind.FailQuery)
            {
                _failsQuery = true;
            }
            else
            {
                _posts.Enqueue(fault);
            }
        }
    }

    /// <summary>From now on no answer comes.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            _held?.TrySetResult();
            _held = null;
        }
    }

    /// <summary>Nothing goes wrong any more.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _posts.Clear();
            _failsQuery = false;
        }

        Release();
    }

    // Not async: what it leaves in the context is for the answer of the same call.
    private Task OnCall(string call, CancellationToken cancellationToken)
    {
        if (!MayReadTrail && call.EndsWith("with edits", StringComparison.Ordinal))
        {
            throw new MessagingException(MessagingErrorCode.NotPermitted, "no trail for you");
        }

        SendStepKind? fault = Take(call);
        _fault.Value = fault;
        switch (fault)
        {
            case SendStepKind.LoseRequest:
                server.Session.Drop();
                throw Error(MessagingErrorCode.ConnectionLost);
            case SendStepKind.TimeOutRequest:
                throw Error(MessagingErrorCode.Timeout);
            case SendStepKind.FailQuery:
                throw Error(MessagingErrorCode.Timeout);
            case SendStepKind.SayNotConnected:
                throw Error(MessagingErrorCode.NotConnected);
            case SendStepKind.Refuse:
                throw Error(MessagingErrorCode.ServerError);
            default:
                return Task.CompletedTask;
        }
    }

    private async Task OnReplyAsync()
    {
        SendStepKind? fault = _fault.Value;
        Task held;
        lock (_lock)
        {
            held = _held?.Task ?? Task.CompletedTask;
        }

        switch (fault)
        {
            case SendStepKind.LoseAnswer:
                server.Session.Drop();
                throw Error(MessagingErrorCode.ConnectionLost);
            case SendStepKind.TimeOutAnswer:
                throw Error(MessagingErrorCode.Timeout);
        }

        FakeSession session = server.Session;
        await Task.WhenAny(held, session.Ended);
        if (!held.IsCompleted)
        {
            throw Error(MessagingErrorCode.ConnectionLost);
        }
    }

    private SendStepKind? Take(string call)
    {
        lock (_lock)
        {
            string verb = call.Split(' ')[0];
            if (_posting.Contains(verb))
            {
                return _posts.TryDequeue(out SendStepKind fault) ? fault : null;
            }

            if (!_failsQuery || verb != _looking)
            {
                return null;
            }

            _failsQuery = false;
            return SendStepKind.FailQuery;
        }
    }

    private static MessagingException Error(MessagingErrorCode code) => new(code, $"scripted {code}", isTransient: true);
}
