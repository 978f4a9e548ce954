using Messaging.Benchmarks.Messages;
using Microsoft.AspNetCore.SignalR;

namespace Messaging.Benchmarks.Servers;

/// <summary>The SignalR server: a group for each room, and a ring of what was appended to it.</summary>
/// <param name="histories">The rooms' histories.</param>
public sealed class ChatHub(ChatHistories histories) : Hub
{
    /// <summary>What the clients' handler is called.</summary>
    public const string MessageMethod = "message";

    /// <summary>Joins a room.</summary>
    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    /// <summary>Leaves it.</summary>
    public Task Leave(string room) => Groups.RemoveFromGroupAsync(Context.ConnectionId, room);

    /// <summary>Joins a room; the answer is what it remembers of the latest messages.</summary>
    public async Task<ChatLine[]> JoinHistory(string room)
    {
        await Join(room);
        return histories.GetLatest(room);
    }

    /// <summary>Hands a message to everybody in the room. Nothing is kept.</summary>
    public Task Publish(string room, ChatLine message) => Clients.Group(room).SendAsync(MessageMethod, message);

    /// <summary>Appends a message; the answer is its number in the room.</summary>
    public long Append(string room, ChatLine message) => histories.Append(room, message);
}
