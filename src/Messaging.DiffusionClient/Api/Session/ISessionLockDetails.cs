#nullable disable
namespace PushTechnology.ClientInterface.Client.Session;

/// <summary>Who has a session lock.</summary>
public interface ISessionLockDetails
{
    /// <summary>The server that the owner is connected to.</summary>
    string ServerName { get; }

    /// <summary>The owner.</summary>
    ISessionId SessionId { get; }

    /// <summary>The number of the grant.</summary>
    long Sequence { get; }
}
