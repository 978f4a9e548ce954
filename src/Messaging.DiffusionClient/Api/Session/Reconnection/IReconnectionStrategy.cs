#nullable disable
namespace PushTechnology.ClientInterface.Client.Session.Reconnection;

/// <summary>Decides when a lost connection is made again.</summary>
/// <remarks>Declared for code that implements it; this client does not reconnect yet, so no session takes one.</remarks>
public interface IReconnectionStrategy
{
    /// <summary>Starts the attempt, or gives up, now or later.</summary>
    /// <param name="reconnection">What to start or abort.</param>
    /// <returns>Completes when decided; a failure counts as giving up.</returns>
    Task PerformReconnection(IReconnectionAttempt reconnection);
}
