#nullable disable
namespace PushTechnology.ClientInterface.Client.Callbacks;

/// <summary>A handler that is told itself that it is registered with the server.</summary>
public interface IServerHandler : IStream
{
    /// <summary>The server has the handler from now on.</summary>
    /// <param name="registration">Takes it back.</param>
    void OnRegistered(IRegistration registration);
}
