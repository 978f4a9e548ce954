namespace Messaging.Tests.Rooms.StatusModel;

internal enum StatusStepKind
{
    // Who is in the rooms.
    Join,
    Leave,
    Look,
    Post,

    // The connection.
    LoseLink,
    Resume,
    ResumeWithLoss,
    Drop,
    Reopen,
    Wait,
    Dispose,

    // What the server does of its own.
    RemoveTopic,
    AddTopic,
    EndSubscription,
    RenewSubscription,
    Forbid,
    Grant,
    Refuse,
    Allow,

    // Subscribing and unsubscribing that takes its time.
    HoldCalls,
    HoldAnswers,
    Release,
}

/// <summary>One thing that happens, and a number that says to which room, or to which handle.</summary>
internal readonly record struct StatusStep(StatusStepKind Kind, int Which)
{
    public override string ToString() => $"{Kind}({Which})";
}
