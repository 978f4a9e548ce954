namespace Messaging.Tests.Rooms.Sending.Model;

internal enum SendStepKind
{
    Send,
    SendWithId,
    Retry,
    Discard,
    Cancel,
    Edit,
    Remove,
    OthersEdit,
    CancelChange,
    LoseRequest,
    LoseAnswer,
    TimeOutRequest,
    TimeOutAnswer,
    Refuse,
    SayNotConnected,
    FailQuery,
    OthersPost,
    Hold,
    Release,
    Drop,
    Pass,
    ChangeUser,
}

/// <summary>One thing that happens, and a number that says which or how much.</summary>
internal sealed record SendStep(SendStepKind Kind, int Which);
