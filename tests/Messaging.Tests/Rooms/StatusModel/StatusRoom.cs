using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>One of the rooms, as the server has it: what its status has to be follows from that.</summary>
internal sealed class StatusRoom(FakeServer server, string name, RoomKind kind)
{
    // What the server has said of why nothing comes, since the client was last joined. What was said last may have been lost.
    private readonly List<MessagingException> _causes = [];
    private FakeSession? _causedOn;
    private FakeSession? _failedOn;
    private bool _mayHaveRecovered;
    private FakeSession? _changedOn;
    private bool _isEndedByRule;
    private bool _wasAddedWithoutLink;
    private FakeSession? _refusedOn;

    public string Name => name;

    public string Path { get; } = $"Chat/{name}";

    public RoomOptions Options { get; } = new() { Kind = kind };

    /// <summary>Whether the principal has the permission to read.</summary>
    public bool MayRead { get; private set; } = true;

    /// <summary>The server refuses who subscribes.</summary>
    public bool IsRefusing { get; set; }

    /// <summary>Whether the client asked for the room, and did not take that back, on the present session.</summary>
    public bool IsWanted { get; set; }

    /// <summary>Why the room could not be joined again.</summary>
    public MessagingException? Failure { get; private set; }

    /// <summary>How often the client has subscribed.</summary>
    public int Subscriptions { get; private set; }

    public bool HasTopic => server.Topics.ContainsKey(Path);

    /// <summary>Whether the server tells the client what is in the topic.</summary>
    public bool IsSelected => server.Session.Selections.Contains(Path);

    /// <summary>
    /// Something has changed of which the server says nothing, as there is no topic: permission was taken or given. The client hears of
    /// it when it asks.
    /// </summary>
    private bool IsUnheard => _changedOn == server.Session;

    /// <summary>
    /// The server's answer to a confirmation says that the room is over, and there is no topic that would say otherwise. So it is until the
    /// client asks once more.
    /// </summary>
    private bool IsRefused => _refusedOn == server.Session;

    private MessagingException Forbidden =>
        new(MessagingErrorCode.NotPermitted, "forbidden") { Permission = "READ_TOPIC", Path = Path };

    /// <summary>The server ends the subscription by a rule of its own.</summary>
    public void EndSubscription()
    {
        // Of a topic that came and went while nobody listened, a client that comes back with a loss hears nothing: not that it will not
        // hear of the next one either.
        bool isKnown = server.Session.Link.IsUp || !_wasAddedWithoutLink;
        if (IsSelected && HasTopic && isKnown)
        {
            Explain(new MessagingException(MessagingErrorCode.ServerError, "ended"));
            _isEndedByRule = true;
            server.Session.EndSubscription(Path);
        }
    }

    /// <summary>The principal may not read any more; the server says so where it has said before that the topic is there.</summary>
    public void Forbid()
    {
        MayRead = false;
        Explain(Forbidden);
        if (IsSelected && HasTopic)
        {
            server.Session.ForbidReading(Path);
        }
        else
        {
            _changedOn = server.Session;
            server.Session.Selections.Remove(Path);
        }
    }

    public void Grant()
    {
        MayRead = true;
        _changedOn = HasTopic ? _changedOn : server.Session;
        Renew();
    }

    /// <summary>The server goes on with what the client asked for, if the principal may read it.</summary>
    public void Renew()
    {
        if (MayRead && IsWanted)
        {
            server.Session.RenewSubscription(Path);
        }
    }

    public void AddTopic()
    {
        _wasAddedWithoutLink = HasTopic ? _wasAddedWithoutLink : !server.Session.Link.IsUp;
        if (!HasTopic && kind == RoomKind.History)
        {
            server.AddSeries(Path);
        }
        else if (!HasTopic)
        {
            server.Add(Path, TopicDescription.Json);
        }
    }

    public void Post(string text)
    {
        AddTopic();
        server.Put(Path, $$"""{"text":"{{text}}"}""");
    }

    /// <summary>The client asks what the principal may do.</summary>
    public void NoteAsked() => _changedOn = null;

    /// <summary>The client subscribes.</summary>
    /// <returns>Why it may not.</returns>
    public MessagingException? Subscribe(bool isReconnecting)
    {
        Subscriptions++;
        if (!IsRefusing)
        {
            IsWanted = true;
            _refusedOn = null;
            _mayHaveRecovered |= server.Session != _failedOn;
            return null;
        }

        var refusal = new MessagingException(MessagingErrorCode.RoomKindMismatch, $"{Path} is refused on {server.Session.Id}");
        if (isReconnecting)
        {
            (Failure, _failedOn, _mayHaveRecovered) = (refusal, server.Session, false);
        }
        else
        {
            _refusedOn = server.Session;
            Explain(refusal);
        }

        return refusal;
    }

    /// <summary>The client waits for an answer, and may lose patience.</summary>
    public void NoteWaiting() => Explain(new MessagingException(MessagingErrorCode.Timeout, "no answer"));

    /// <summary>Somebody has joined it.</summary>
    public void NoteJoined() => Failure = null;

    /// <summary>Everything was put right.</summary>
    public void NoteConnected()
    {
        if (server.Session != _failedOn)
        {
            Failure = null;
        }
    }

    /// <summary>Nothing happens any more, and the client is connected.</summary>
    public void NoteRest()
    {
        if (IsSelected && HasTopic)
        {
            _causes.Clear();
            _isEndedByRule = false;
        }
    }

    /// <summary>Whether this is how the room stands.</summary>
    /// <param name="status">What the room says.</param>
    /// <param name="outage">Why there is no connection; <see langword="null"/> when there is one.</param>
    /// <param name="isHeld">The server has not answered all that it was asked.</param>
    public bool Allows(RoomStatus status, MessagingException? outage, bool isHeld)
    {
        bool isInterrupted = status.State == RoomState.Interrupted;
        if (Failure is not null && status.State == RoomState.Failed)
        {
            return status.Error == Failure;
        }

        if (Failure is not null && !(_mayHaveRecovered && outage is not null))
        {
            return false;
        }

        if (outage is not null)
        {
            return isInterrupted && status.Error == outage;
        }

        bool isJoined = status.State == RoomState.Joined;
        bool saysWhy = isInterrupted && IsExplained(status.Error!);
        return isHeld ? isJoined || saysWhy
            : IsSelected && HasTopic ? isJoined

            // While there is no topic the server has nothing to say, and does not say that it is over what it has said.
            : IsUnheard || (IsSelected && (_isEndedByRule || IsRefused)) ? isJoined || saysWhy
            : IsSelected ? isJoined
            : saysWhy;
    }

    public override string ToString() =>
        $"{Path} ({kind}; topic {HasTopic}, wanted {IsWanted}, selected {IsSelected}, may read {MayRead}, unheard {IsUnheard}, refused {IsRefused}, "
        + $"ended by rule {_isEndedByRule}, causes {string.Join('/', _causes.Select(c => c.Message))}, failure {Failure?.Message})";

    private void Explain(MessagingException cause)
    {
        lock (_causes)
        {
            if (_causedOn != server.Session)
            {
                _causedOn = server.Session;
                _causes.RemoveAll(former => former.Code != MessagingErrorCode.NotPermitted);
            }

            if (!_causes.Exists(known => IsLike(known, cause)))
            {
                _causes.Add(cause);
            }
        }
    }

    private bool IsExplained(MessagingException error)
    {
        lock (_causes)
        {
            // What is forbidden is so on the next session, too.
            return _causes.Exists(Says) && (_causedOn == server.Session || Says(Forbidden));
        }

        bool Says(MessagingException cause) => IsLike(cause, error);
    }

    private static bool IsLike(MessagingException one, MessagingException other) =>
        (one.Code, one.Permission, one.Path) == (other.Code, other.Permission, other.Path);
}
