using Messaging.Sessions;

namespace Messaging.Rooms.Sending;

/// <summary>What has come of putting a message on the wire once. Immutable.</summary>
internal abstract record PostOutcome
{
    /// <summary>The server has it.</summary>
    public sealed record Accepted(SendReceipt Receipt) : PostOutcome;

    /// <summary>There is no such topic; the message is not there.</summary>
    public sealed record NoTopic : PostOutcome;

    /// <summary>The session was not connected; the message is not there.</summary>
    public sealed record NotConnected(MessagingException Failure) : PostOutcome;

    /// <summary>There was no answer; nobody knows whether the message is there.</summary>
    public sealed record Unknown(MessagingException Failure) : PostOutcome;

    /// <summary>The caller did not wait for the answer; nobody knows whether the message is there.</summary>
    public sealed record GivenUp : PostOutcome;

    /// <summary>The message was refused, and is not there.</summary>
    public sealed record Refused(Exception Failure) : PostOutcome;

    /// <summary>Puts a message on the wire before it returns its task, which never fails.</summary>
    public static async Task<PostOutcome> OfAsync(
        OutgoingMessage message, RoomTopic topic, ITopicSession session, CancellationToken cancellationToken)
    {
        try
        {
            SendReceipt? receipt = await message.TryPostAsync(topic, session, cancellationToken).ConfigureAwait(false);
            return receipt is null ? new NoTopic() : new Accepted(receipt);
        }
        catch (MessagingException failure)
        {
            return failure.Code switch
            {
                MessagingErrorCode.ConnectionLost or MessagingErrorCode.Timeout => new Unknown(failure),
                MessagingErrorCode.NotConnected => new NotConnected(failure),
                _ => new Refused(failure),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new GivenUp();
        }
        catch (Exception fault)
        {
            return new Refused(fault);
        }
    }
}
