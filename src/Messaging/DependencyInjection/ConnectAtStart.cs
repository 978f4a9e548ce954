using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Messaging;

/// <summary>
/// Connects an app's clients when the app starts, without anybody waiting for it. How it goes is the clients' status; here a failure
/// is nobody's, as the client has logged it, and whoever uses the client is told.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
internal sealed class ConnectAtStart(
    IServiceProvider services, IEnumerable<RegisteredClient> clients, IOptionsMonitor<MessagingOptions> options) : IHostedService
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _connecting = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        IMessagingClient[] chosen =
        [
            .. clients.Where(client => options.Get(client.Name).ConnectAtStart).Select(client => client.Resolve(services)),
        ];
        _connecting = Task.WhenAll(chosen.Select(ConnectAsync));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _connecting.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ConnectAsync(IMessagingClient client)
    {
        try
        {
            await client.ConnectAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (Exception told) when (told is MessagingException or OperationCanceledException or ObjectDisposedException)
        {
            // The status says it.
        }
    }
}
