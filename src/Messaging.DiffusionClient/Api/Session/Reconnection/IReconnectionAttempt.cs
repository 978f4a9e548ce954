#nullable disable
namespace PushTechnology.ClientInterface.Client.Session.Reconnection;

/// <summary>One attempt to get a lost connection back.</summary>
/// <remarks>
/// Thread-safe. The first call of either method counts; later calls, and calls for a session that is connected or closed by now, do nothing.
/// </remarks>
public interface IReconnectionAttempt
{
    /// <summary>Makes the attempt. Returns at once.</summary>
    void Start();

    /// <summary>Gives up; the session closes with <see cref="SessionState.CLOSE_FAILED"/>. Returns at once.</summary>
    void Abort();
}
