using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Messaging;

/// <summary>Adds messaging to an app's health checks.</summary>
public static class MessagingHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check of an <see cref="IMessagingClient"/> among the app's services. It looks at the client's status: it opens no
    /// connection of its own, waits for nothing, and follows the client when it recovers.
    /// </summary>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="name">The check's name; <see langword="null"/> is <c>diffusion-messaging</c>, with the key behind it if there is one.</param>
    /// <param name="serviceKey">The key of the client; <see langword="null"/> for the one without.</param>
    /// <param name="failureStatus">What is reported when the client needs help; <see langword="null"/> is <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select the check by.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <remarks>
    /// <see cref="HealthStatus.Healthy"/>: <see cref="ConnectionState.Connected"/>. <see cref="HealthStatus.Degraded"/>: the client is
    /// working on it (<see cref="ConnectionState.Connecting"/>, <see cref="ConnectionState.Reconnecting"/>), or was not asked to connect
    /// yet. The failure status: connecting failed and nobody tries again, or the client is <see cref="ConnectionState.Closed"/>. The
    /// cause is the result's exception and part of its description; <c>state</c>, <c>since</c>, <c>sessionId</c>, <c>errorCode</c> and
    /// <c>nextRetryAt</c> are its data.
    /// </remarks>
    public static IHealthChecksBuilder AddDiffusionMessaging(
        this IHealthChecksBuilder builder,
        string? name = null,
        object? serviceKey = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (serviceKey is null ? "diffusion-messaging" : $"diffusion-messaging-{serviceKey}"),
            services => new MessagingHealthCheck(new RegisteredClient("", serviceKey).Resolve(services)),
            failureStatus,
            tags));
    }
}
