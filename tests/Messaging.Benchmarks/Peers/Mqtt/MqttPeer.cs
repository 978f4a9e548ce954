using Messaging.Benchmarks.Servers;
using Messaging.Benchmarks.Workloads;

namespace Messaging.Benchmarks.Peers.Mqtt;

/// <summary>Mosquitto with MQTTnet: quality of service 0, and 1 where a message has to be acknowledged. There is no history.</summary>
internal sealed class MqttPeer(string name)
    : Peer(name, ServerCatalog.Mosquitto, "mosquitto with MQTTnet (MQTT 5) and generated JSON, quality of service 0, and 1 in W4; stores nothing anywhere")
{
    public override bool KeepsHistory => false;

    public override bool Supports(string workload) => workload != WorkloadNames.JoinHistory;

    public override PeerSession CreateSession(SessionContext context) => new MqttSession(context);
}
