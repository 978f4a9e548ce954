using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messaging.Benchmarks.Peers.SignalR;

/// <summary>A group of the hub.</summary>
internal sealed class SignalRRoom(HubConnection connection, string room, SessionContext context) : PeerRoom
{
    private readonly string _name = SenderNames.Of(context.Sender);

    public override void Publish(long number) =>
        context.Faults.Watch(connection.SendAsync(nameof(ChatHub.Publish), room, ChatLine.Create(number, _name)));

    public override Task AppendAsync(long number) =>
        connection.InvokeAsync<long>(nameof(ChatHub.Append), room, ChatLine.Create(number, _name));

    public override async ValueTask DisposeAsync()
    {
        if (connection.State == HubConnectionState.Connected)
        {
            await connection.InvokeAsync(nameof(ChatHub.Leave), room);
        }
    }
}
