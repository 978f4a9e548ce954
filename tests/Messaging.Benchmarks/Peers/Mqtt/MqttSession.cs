using System.Buffers;
using Messaging.Benchmarks.Messages;
using MQTTnet;
using MQTTnet.Formatter;

namespace Messaging.Benchmarks.Peers.Mqtt;

/// <summary>A connection to mosquitto.</summary>
internal sealed class MqttSession : PeerSession
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly SessionContext _context;
    private IReceiver? _receiver;

    public MqttSession(SessionContext context)
    {
        _context = context;
        _client.ApplicationMessageReceivedAsync += OnMessageAsync;
    }

    public override Task ConnectAsync(CancellationToken cancellationToken) => _client.ConnectAsync(
        new MqttClientOptionsBuilder()
            .WithTcpServer(_context.Url.Host, _context.Url.Port)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .Build(),
        cancellationToken);

    public override async Task<PeerRoom> JoinAsync(string room, IReceiver? receiver, CancellationToken cancellationToken)
    {
        if (receiver is not null)
        {
            _receiver = receiver;
            await _client.SubscribeAsync(new MqttClientSubscribeOptionsBuilder().WithTopicFilter(room).Build(), cancellationToken);
        }

        return new MqttRoom(_client, room, _context);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(new MqttClientDisconnectOptions());
        }

        _client.Dispose();
    }

    private Task OnMessageAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        try
        {
            ReadOnlySequence<byte> payload = received.ApplicationMessage.Payload;
            ChatLine message = ChatLineBytes.Read(payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray());
            _receiver!.OnMessage(message.Sender, message.Number);
        }
        catch (Exception fault)
        {
            // The client would log it and go on.
            _context.Faults.Report(fault);
        }

        return Task.CompletedTask;
    }
}
