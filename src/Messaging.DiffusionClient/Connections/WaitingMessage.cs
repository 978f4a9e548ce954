namespace Messaging.DiffusionClient.Connections;

/// <summary>A message that waits for room in the outbox, and the call that gave it.</summary>
internal sealed class WaitingMessage(byte[] message) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public int Length => message.Length;

    /// <summary>There is room now. Does nothing if the call has given up.</summary>
    public void AddTo(MessageBatch batch)
    {
        if (TrySetResult())
        {
            batch.Add(message);
        }
    }

    /// <summary>Waits for room.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (waiting, token) => ((WaitingMessage)waiting!).TrySetCanceled(token), this);
        await Task.ConfigureAwait(false);
    }
}
