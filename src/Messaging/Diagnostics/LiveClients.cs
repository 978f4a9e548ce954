using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Messaging.Rooms;

namespace Messaging.Diagnostics;

/// <summary>
/// The clients that can be asked how they stand. Weakly: whoever forgets to dispose a client does not keep it alive by that. Thread-safe.
/// </summary>
internal static class LiveClients
{
    private static readonly ConditionalWeakTable<ClientTelemetry, JoinedRooms> Clients = [];

    public static void Add(ClientTelemetry client, JoinedRooms rooms) => Clients.Add(client, rooms);

    public static void Remove(ClientTelemetry client) => Clients.Remove(client);

    public static IEnumerable<Measurement<long>> CountPending() =>
        Measure(room => room.Line?.Count, static (one, other) => one + other);

    public static IEnumerable<Measurement<long>> FindLags() => Measure(room => room.Feed.FindLag(), Math.Max);

    /// <summary>One measurement for each room of each server, however many clients have joined it: two of the same tags would be one's.</summary>
    private static IEnumerable<Measurement<long>> Measure(Func<RoomSubscription, long?> measure, Func<long, long, long> merge)
    {
        Dictionary<(string Address, int Port, string Path), (ClientTelemetry Client, long Value)> byRoom = [];
        foreach ((ClientTelemetry client, JoinedRooms rooms) in Clients)
        {
            foreach (RoomSubscription room in rooms.Subscriptions)
            {
                if (measure(room) is { } value)
                {
                    (string, int, string) key = (client.Address, client.Port, room.Topic.Path);
                    byRoom[key] = (client, byRoom.TryGetValue(key, out var other) ? merge(other.Value, value) : value);
                }
            }
        }

        return byRoom.Select(room => new Measurement<long>(room.Value.Value, room.Value.Client.TagsOf(room.Key.Path)));
    }
}
