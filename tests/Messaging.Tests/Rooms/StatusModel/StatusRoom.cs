using Messaging.Sessions;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.StatusModel;

/// <summary>One of the rooms, as the server has it: what its status has to be follows from that.</summary>
internal sealed class StatusRoom(FakeServer server, string name, RoomKind kind)
{
    private FakeSession? _failedOn;
    private bool _mayHaveRecovered;
    private FakeSession? _silentOn;
    private bool _wasForbidden;
    private bool _wasEnded; // What was said since may have been lost.
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

    /// <summary>Why the server ended the subscription, as it has said last.</summary>
    public MessagingErrorCode? End { get; private set; }

    /// <summary>Why the room could not be joined again.</summary>
    public MessagingException? Failure { get; private set; }

    public bool HasTopic => server.Topics.ContainsKey(Path);

    /// <summary>Whether the server tells the client what is in the topic.</summary>
    public bool IsSelected => server.Session.Selections.Contains(Path);

    /// <summary>Permission to read was taken when there was no topic: the client hears of that when it asks, and asks on each session.</summary>
    private bool IsSilent => _silentOn == server.Session;

    /// <summary>
    /// That the server ended the subscription was lost with the link, and when the client asked once more it was refused: that says nothing
    /// of the subscription that it had.
    /// </summary>
    private bool IsUnclear => _wasEnded && !IsSelected && _refusedOn == server.Session;

    /// <summary>The server ends the subscription by a rule of its own.</summary>
    public void EndSubscription()
    {
        // Of a topic that came and went while nobody listened, a client that comes back with a loss hears nothing.
        bool isKnown = HasTopic && (server.Session.Link.IsUp || !_wasAddedWithoutLink);
        if (IsSelected && isKnown)
        {
            server.Session.EndSubscription(Path);
            End = MessagingErrorCode.ServerError;
            _wasEnded = true;
        }
    }

    /// <summary>The principal may not read any more; the server says so where it has said before that the topic is there.</summary>
    public void Forbid()
    {
        MayRead = false;
        _wasForbidden = true;
        bool ends = IsSelected && HasTopic;
        if (ends)
        {
            server.Session.ForbidReading(Path);
            End = MessagingErrorCode.NotPermitted;
        }

        _silentOn = ends ? null : server.Session;
        server.Session.Selections.Remove(Path);
    }

    public void Grant()
    {
        MayRead = true;
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

    /// <summary>The client subscribes.</summary>
    /// <returns>Why it may not.</returns>
    public MessagingException? Subscribe(bool isReconnecting)
    {
        IsWanted = true;
        if (!IsRefusing)
        {
            _mayHaveRecovered |= server.Session != _failedOn;
            return null;
        }

        _refusedOn = server.Session;
        var refusal = new MessagingException(MessagingErrorCode.RoomKindMismatch, $"{Path} is refused on {server.Session.Id}");
        if (isReconnecting)
        {
            (Failure, _failedOn, _mayHaveRecovered) = (refusal, server.Session, false);
        }

        return refusal;
    }

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
        bool saysWhy = isInterrupted && (status.Error!.Code == End || (_wasEnded && status.Error.Code == MessagingErrorCode.ServerError) || (_wasForbidden && IsForbidden(status.Error)));
        return isHeld ? isJoined || saysWhy

            // While there is no topic the server has nothing to say.
            : (!HasTopic && IsSelected) || (!MayRead && IsSilent) || IsUnclear ? isJoined || saysWhy
            : IsSelected ? isJoined
            : saysWhy;
    }

    public override string ToString() =>
        $"{Path} ({kind}; topic {HasTopic}, wanted {IsWanted}, selected {IsSelected}, may read {MayRead}, end {End}, failure {Failure?.Message})";

    private bool IsForbidden(MessagingException error) =>
        error is { Code: MessagingErrorCode.NotPermitted, Permission: "READ_TOPIC" } && error.Path == Path;
}
