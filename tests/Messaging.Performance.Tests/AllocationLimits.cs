namespace Messaging.Performance.Tests;

/// <summary>
/// What the client may allocate, in bytes, in an optimised build (<c>-c Release</c>). The one place to change when something got
/// better; a limit is about a tenth above what was measured when it was set. Never raise one without saying why in the commit.
/// </summary>
internal static class AllocationLimits
{
    /// <summary>For each delivery of a message to a reader of <see cref="IChatRoom.ReadAsync(CancellationToken)"/>.</summary>
    public const double Delivery = 1_010;

    /// <summary>
    /// The same, over the size of the message's own objects: the event, the message, its metadata and its texts. The aim is 1.15.
    /// </summary>
    public const double DeliveryOverOwnObjects = 1.9;

    /// <summary>For each <see cref="IChatRoom.SendAsync"/> that the server has accepted, 256 of them under way. The aim is 400.</summary>
    public const double Append = 2_570;

    /// <summary>For joining a room, reading its latest 100 messages, and leaving it.</summary>
    public const double Join = 127_000;

    /// <summary>
    /// How much more a debug build may take: its asynchronous methods allocate their state even when they complete at once. Loose,
    /// because it is the optimised build that counts.
    /// </summary>
    public const double DebugAllowance = 2;
}
