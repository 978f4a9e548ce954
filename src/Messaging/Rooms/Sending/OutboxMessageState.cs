namespace Messaging;

/// <summary>What becomes of a message that was given to <see cref="IChatRoom.SendAsync"/> and is not accepted yet.</summary>
public enum OutboxMessageState
{
    /// <summary>It is not in the room. It waits for the connection, or for a message before it.</summary>
    Waiting = 0,

    /// <summary>It is on its way, and the server has not answered yet.</summary>
    Sending = 1,

    /// <summary>It was on its way when the connection broke, or the server did not answer in time. The client looks whether it is in the room.</summary>
    Checking = 2,

    /// <summary>It was given up: <see cref="OutboxMessage.Error"/> says why, and whether it may be in the room all the same.</summary>
    Failed = 3,
}
