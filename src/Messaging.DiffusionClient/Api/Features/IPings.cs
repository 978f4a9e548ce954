#nullable disable
using PushTechnology.ClientInterface.Client.Session;

namespace PushTechnology.ClientInterface.Client.Features;

/// <summary>Round trips to the server.</summary>
public interface IPings : IFeature
{
    /// <summary>Sends a request that the server just answers.</summary>
    /// <returns>When it was sent and how long it took. Fails with <see cref="SessionClosedException"/>.</returns>
    Task<IPingDetails> PingServerAsync();

    /// <summary>Sends a request that the server just answers.</summary>
    /// <param name="cancellationToken">Ends the wait for the answer.</param>
    /// <returns>When it was sent and how long it took. Fails with <see cref="SessionClosedException"/>.</returns>
    Task<IPingDetails> PingServerAsync(CancellationToken cancellationToken);
}
