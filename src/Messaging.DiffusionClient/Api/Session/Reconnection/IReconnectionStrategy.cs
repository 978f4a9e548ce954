#nullable disable
namespace PushTechnology.ClientInterface.Client.Session.Reconnection;

/// <summary>Decides when a lost connection is made again.</summary>
/// <remarks>
/// Asked when the connection is lost, and again after each attempt that failed, on the thread pool, never twice at a time for one session,
/// until the reconnect timeout. It is not asked again once the server has refused to take the session up.
/// </remarks>
public interface IReconnectionStrategy
{
    /// <summary>Starts the attempt, or gives up, now or later.</summary>
    /// <param name="reconnection">What to start or abort, once. It may be kept and decided after the task has completed.</param>
    /// <returns>
    /// Should complete soon after the decision: the next attempt waits for it, so a delay may stand behind the start as well. A failure counts as giving
    /// up, unless the attempt was started before and has succeeded.
    /// </returns>
    Task PerformReconnection(IReconnectionAttempt reconnection);
}
