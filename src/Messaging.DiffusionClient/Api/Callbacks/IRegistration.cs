#nullable disable
namespace PushTechnology.ClientInterface.Client.Callbacks;

/// <summary>Something that is registered with the server.</summary>
public interface IRegistration
{
    /// <summary>Takes the registration back.</summary>
    /// <returns>Completes when the server has done so.</returns>
    Task CloseAsync();
}
