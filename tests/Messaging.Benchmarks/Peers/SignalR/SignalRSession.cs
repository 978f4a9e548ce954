using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Messaging.Benchmarks.Peers.SignalR;

/// <summary>A hub connection, over WebSocket and nothing else.</summary>
internal sealed class SignalRSession : PeerSession
{
    private readonly HubConnection _connection;
    private readonly SessionContext _context;
    private IReceiver? _receiver;

    public SignalRSession(SessionContext context, bool isMessagePack)
    {
        _context = context;
        IHubConnectionBuilder builder = new HubConnectionBuilder().WithUrl(context.Url, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.SkipNegotiation = true;
        });
        _connection = (isMessagePack ? builder.AddMessagePackProtocol() : builder).Build();
        _connection.On<ChatLine>(ChatHub.MessageMethod, OnMessage);
    }

    public override Task ConnectAsync(CancellationToken cancellationToken) => _connection.StartAsync(cancellationToken);

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        if (receiver is not null)
        {
            _receiver = receiver;
            await _connection.InvokeAsync(nameof(ChatHub.Join), room, cancellationToken);
        }

        return new SignalRRoom(_connection, room, _context);
    }

    public override async Task ReadHistoryAsync(string room, IReceiver receiver, CancellationToken cancellationToken)
    {
        foreach (ChatLine message in await _connection.InvokeAsync<ChatLine[]>(nameof(ChatHub.JoinHistory), room, cancellationToken))
        {
            receiver.OnMessage(message.Sender, message.Number);
        }

        await _connection.InvokeAsync(nameof(ChatHub.Leave), room, cancellationToken);
    }

    public override ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void OnMessage(ChatLine message)
    {
        try
        {
            _receiver!.OnMessage(message.Sender, message.Number);
        }
        catch (Exception fault)
        {
            // SignalR would log it and go on.
            _context.Faults.Report(fault);
        }
    }
}
