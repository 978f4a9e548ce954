#nullable disable
namespace PushTechnology.ClientInterface.Client.Session.Reconnection;

/// <summary>One attempt to get a lost connection back.</summary>
public interface IReconnectionAttempt
{
    /// <summary>Makes the attempt.</summary>
    void Start();

    /// <summary>Gives up; the session closes.</summary>
    void Abort();
}
