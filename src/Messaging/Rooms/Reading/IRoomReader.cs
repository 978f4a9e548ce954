namespace Messaging.Rooms.Reading;

/// <summary>One enumeration of a room. Its end takes it from its feed.</summary>
internal interface IRoomReader
{
    /// <summary>Whose reader this is: the handle that has to end it.</summary>
    object Owner { get; }

    /// <summary>How many events it has not taken yet.</summary>
    int Lag { get; }

    /// <summary>Ends the enumeration after what is buffered: with the failure, or normally. The first end counts.</summary>
    void End(MessagingException? failure);

    /// <summary>What the room holds, <see cref="CaughtUp"/>, and what comes. To be enumerated once.</summary>
    IAsyncEnumerable<RoomEvent> ReadAsync(CancellationToken cancellationToken);
}
