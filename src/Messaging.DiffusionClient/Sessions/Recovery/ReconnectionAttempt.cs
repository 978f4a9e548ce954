using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Sessions.Recovery;

/// <summary>What a strategy decides on. The first decision counts, later ones are ignored. Thread-safe.</summary>
internal sealed class ReconnectionAttempt : IReconnectionAttempt
{
    private readonly TaskCompletionSource<bool> _decision = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>True to start, false to give up.</summary>
    public Task<bool> Decision => _decision.Task;

    public void Start() => _decision.TrySetResult(true);

    public void Abort() => _decision.TrySetResult(false);
}
