using Messaging;

namespace Lessons.Shared.Components.Rooms;

/// <summary>Says what is missing from a room.</summary>
internal static class GapWords
{
    /// <summary>A sentence about what is missing, and why.</summary>
    public static string InWords(this Gap gap)
    {
        string what = gap switch
        {
            { After: { } after, Before: { } before } when before == after + 2 => $"Event {after + 1} is missing",
            { After: { } after, Before: { } before } => $"Events {after + 1} to {before - 1} are missing",
            { After: { } after } => $"Events from {after + 1} on are missing",
            { Before: { } before } => $"Events before {before} are missing",
            { MissedCount: { } count } => $"{count} events are missing",
            _ => "Messages may be missing here",
        };
        return gap.Reason switch
        {
            GapReason.NotRetained => $"{what}: the server does not keep them any more.",
            GapReason.ReaderTooSlow => $"{what}: this page did not keep up.",
            GapReason.SessionReplaced or GapReason.SubscriptionRefreshed => $"{what}: the connection was lost.",
            GapReason.SubscriptionEnded => $"{what}: the server ended the subscription.",
            GapReason.EventsLost => $"{what}: they were lost on the way.",
            GapReason.NotPermitted => "You may not read this room. What is said from here on comes when you may.",
            GapReason.RoomRecreated => "The room was removed and is a new one. What was said before is gone.",
            _ => $"{what}.",
        };
    }
}
