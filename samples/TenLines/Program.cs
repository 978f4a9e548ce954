using Messaging;

string url = args.Length > 0 ? args[0] : "ws://localhost:8080";
await using MessagingClient client = MessagingClient.Create(options => options.Url = new Uri(url));
await using IChatRoom room = await client.JoinAsync("Default Room");
await room.SendAsync("Hello from .NET");
await foreach (RoomEvent roomEvent in room.ReadAsync())
{
    if (roomEvent is MessagePosted { Message: var message })
    {
        Console.WriteLine($"{message.Timestamp?.ToLocalTime():t} {message.Name}: {message.Text}");
    }
}
