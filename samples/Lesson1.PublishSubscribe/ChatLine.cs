using Messaging;

namespace Lesson1.PublishSubscribe;

/// <summary>One line of the conversation: something that happened in the room.</summary>
/// <param name="Number">Counts the lines of a visit, so that the page can tell them apart.</param>
/// <param name="Event">What happened.</param>
public sealed record ChatLine(long Number, RoomEvent Event);
