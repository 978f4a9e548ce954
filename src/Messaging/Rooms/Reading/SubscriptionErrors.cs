namespace Messaging.Rooms.Reading;

/// <summary>What a room's status says of a subscription that the server has ended.</summary>
internal static class SubscriptionErrors
{
    public static MessagingException Ended(string topicPath, GapReason reason) => reason == GapReason.NotPermitted
        ? new MessagingException(
            MessagingErrorCode.NotPermitted,
            $"The principal may not read '{topicPath}'. That takes the permission READ_TOPIC. The room goes on by itself when it may again.")
        {
            Permission = "READ_TOPIC",
            Path = topicPath,
        }
        : new MessagingException(
            MessagingErrorCode.ServerError,
            $"The server ended the subscription of '{topicPath}' by a rule of its own. The room goes on when the server restores it, or when it is joined again after all its handles were left.",
            isTransient: true);
}
