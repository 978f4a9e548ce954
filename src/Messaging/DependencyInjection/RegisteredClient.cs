using Microsoft.Extensions.DependencyInjection;

namespace Messaging;

/// <summary>A client among an app's services.</summary>
/// <param name="Name">The name of its options.</param>
/// <param name="ServiceKey">Its key; <see langword="null"/> when it has none.</param>
internal sealed record RegisteredClient(string Name, object? ServiceKey)
{
    public IMessagingClient Resolve(IServiceProvider services) => ServiceKey is null
        ? services.GetRequiredService<IMessagingClient>()
        : services.GetRequiredKeyedService<IMessagingClient>(ServiceKey);
}
