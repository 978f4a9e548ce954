using Messaging.Tests.Rooms.Sending;

namespace Messaging.Tests.Diagnostics;

/// <summary>Base of tests that listen to clients of a server that no other test has.</summary>
public abstract class TelemetryTest : SendingTest
{
    protected string Address { get; } = $"server-{Guid.NewGuid():N}";

    /// <summary>A client that a <see cref="TelemetryProbe"/> of the address hears.</summary>
    protected MessagingClient NewHeardClient(Action<MessagingOptions>? configure = null) => NewClient(options =>
    {
        Hear(options);
        configure?.Invoke(options);
    });

    protected void Hear(MessagingOptions options) => options.Url = new Uri($"wss://{Address}:8443");

    protected async Task<IChatRoom> JoinHeardAsync(RoomKind kind, string room = "lobby", MessagingClient? client = null) =>
        await (client ?? NewHeardClient()).JoinAsync(room, new RoomOptions { Kind = kind }).Within();

    protected static async Task<StreamProbe<RoomEvent>> ReadToEndAsync(IChatRoom room)
    {
        StreamProbe<RoomEvent> reader = room.ReadAsync().Probe();
        await HistoryAsync(reader);
        return reader;
    }
}
