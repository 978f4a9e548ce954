#nullable disable
using PushTechnology.ClientInterface.Client.Factories;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients;

/// <summary>Which sessions a listener is told of. Immutable; made by <see cref="Diffusion.NewSessionEventParametersBuilder"/>.</summary>
public interface ISessionEventParameters
{
    /// <summary>The filter that chooses sessions; null for all.</summary>
    string Filter { get; }

    /// <summary>Keys of the session properties to tell; see <see cref="Session.SessionProperty"/>. Empty for none.</summary>
    IReadOnlyCollection<string> Properties { get; }

    /// <summary>Sessions that began earlier are not told; null for all.</summary>
    DateTimeOffset? After { get; }
}
