using PushTechnology.ClientInterface.Client.Callbacks;

namespace Messaging.DiffusionClient.Handlers;

/// <summary>Takes a handler back, once: all calls get the same task.</summary>
internal sealed class HandlerRegistration(Func<Task> deregister) : IRegistration
{
    private readonly Lock _gate = new();
    private Task? _closing;

    public Task CloseAsync()
    {
        lock (_gate)
        {
            return _closing ??= deregister();
        }
    }
}
