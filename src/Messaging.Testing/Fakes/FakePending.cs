namespace Messaging.Testing;

/// <summary>A message that was given to a fake room and is not accepted yet, or failed. Changed under the room's lock.</summary>
internal sealed class FakePending(OutboxMessage message, FakeOutbox outbox, bool hasGivenId)
{
    private readonly TaskCompletionSource<SendReceipt> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OutboxMessage Message { get; set; } = message;

    public FakeOutbox Outbox => outbox;

    public bool HasGivenId => hasGivenId;

    /// <summary>What takes it back when its caller gives it up.</summary>
    public CancellationTokenRegistration Registration { get; set; }

    public Task<SendReceipt> Outcome => _outcome.Task;

    public void Accept(SendReceipt receipt)
    {
        Registration.Unregister();
        _outcome.TrySetResult(receipt);
    }

    public void Fail(Exception error)
    {
        Registration.Unregister();
        _outcome.TrySetException(error);
    }
}
