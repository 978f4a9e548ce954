namespace Messaging.Tests.Rooms.Sending.Model;

/// <summary>A message that the model has sent, and what it was told.</summary>
/// <param name="id">Its id, if it was given one.</param>
/// <param name="text">Its text, by which the model knows it.</param>
/// <param name="caller">Whose it is, unless the user was changing as it was sent.</param>
/// <param name="outage">During which outage it was sent, if there was one: the number of sessions so far.</param>
/// <param name="cancellation">Takes it back.</param>
internal sealed class SentMessage(MessageId? id, string text, string? caller, int? outage, CancellationTokenSource cancellation)
{
    public MessageId? Id => id;

    public int? Outage => outage;

    public string Text => text;

    public string? Caller => caller;

    public CancellationTokenSource Cancellation => cancellation;

    public List<Task<SendReceipt>> Tries { get; } = [];

    public bool IsOver => Tries.TrueForAll(task => task.IsCompleted);

    public override string ToString() => $"'{Text}': {string.Join(", then ", Tries.Select(Tell))}";

    /// <summary>How often it must be in the room, given what its sender was told.</summary>
    public (int Least, int Most) Promise()
    {
        if (Tries.Exists(task => task.IsCompletedSuccessfully))
        {
            return (1, 1);
        }

        return (0, Tries.Exists(MayBeThere) ? 1 : 0);
    }

    /// <summary>Whether who was told this must take it for possible.</summary>
    public static bool MayBeThere(Task task) => Failure(task) switch
    {
        MessagingException error => error.IsOutcomeUnknown,
        OperationCanceledException { InnerException: MessagingException { IsOutcomeUnknown: true } } => true,
        OperationCanceledException { InnerException: null } => false,
        var other => throw new InvalidOperationException($"Nobody may be told this: {other}", other),
    };

    private static Exception Failure(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            throw new InvalidOperationException("It was accepted.");
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    public static string Tell(Task task) => task.IsCompletedSuccessfully
        ? $"accepted{(task is Task<SendReceipt> { Result.Event: { } accepted } ? $" as {accepted.Sequence}" : "")}"
        : task.IsCompleted ? $"{Failure(task).GetType().Name} {Failure(task).Message}" : "nothing yet";
}
