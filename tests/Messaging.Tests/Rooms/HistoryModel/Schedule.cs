namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>One run of the model: how the room is, and what happens in it. All numbers are choices, taken modulo what there is.</summary>
internal sealed record Schedule(
    int Retained, int Subscribed, bool MayQuery, bool CountsAnchor, IReadOnlyList<Step> Steps)
{
    public override string ToString() =>
        $"retained {Retained}, subscribed {Subscribed}{(MayQuery ? "" : ", no queries")}{(CountsAnchor ? ", counts anchors" : "")}: "
        + string.Join("; ", Steps);
}

/// <summary>One step; what <paramref name="A"/>, <paramref name="B"/> and <paramref name="C"/> choose depends on its kind.</summary>
internal readonly record struct Step(StepKind Kind, int A, int B, int C)
{
    public override string ToString() => $"{Kind} {A} {B} {C}";
}

internal enum StepKind
{
    // What happens in the room.
    Append,
    Edit,
    Remove,
    AppendUnreadable,
    EditUnreadable,
    Send,
    EditByRoom,
    RemoveByRoom,

    // Readers.
    Join,
    Read,
    LoadOlder,

    // What goes wrong on the way.
    Hold,
    Release,
    HoldQueries,
    ReleaseQueries,
    Lose,
    Drop,
    Reconnect,
    Cut,
    Resume,
    ResumeWithLoss,
    EndSubscription,
    RenewSubscription,

    // The topic.
    RemoveTopic,
    AddTopic,
}
