namespace Messaging.Rooms.Sending;

/// <summary>Why a message that was put on the wire is not accepted by that. Immutable.</summary>
internal abstract record PostOutcome
{
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

    /// <summary>What has come of it when the call failed.</summary>
    public static PostOutcome Of(Exception failure, CancellationToken cancellationToken) => failure switch
    {
        MessagingException { Code: MessagingErrorCode.ConnectionLost or MessagingErrorCode.Timeout } unknown => new Unknown(unknown),
        MessagingException { Code: MessagingErrorCode.NotConnected } notConnected => new NotConnected(notConnected),
        OperationCanceledException when cancellationToken.IsCancellationRequested => new GivenUp(),
        _ => new Refused(failure),
    };
}
