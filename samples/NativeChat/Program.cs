using Messaging;

// nativechat [url] [name]: a chat on the terminal. What is typed is sent, what is said is printed; it ends with the input or with Ctrl-C.
Uri url = new(args.Length > 0 ? args[0] : "ws://localhost:8080");
string name = args.Length > 1 ? args[1] : Environment.UserName;

using CancellationTokenSource ending = new();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    ending.Cancel();
};

try
{
    await using MessagingClient client = MessagingClient.Create(options => (options.Url, options.DisplayName) = (url, name));
    await using IChatRoom room = await client.JoinAsync("Native Room", new RoomOptions { Kind = RoomKind.History }, ending.Token);
    Console.WriteLine($"{name} is in {room.Name}.");
    Task printing = PrintAsync(room);
    while (await Console.In.ReadLineAsync(ending.Token) is { } line)
    {
        await room.SendAsync(line, cancellationToken: ending.Token);
    }

    await room.DisposeAsync(); // ends the reader
    await printing;
    return 0;
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    return 0;
}
catch (MessagingException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static async Task PrintAsync(IChatRoom room)
{
    await foreach (RoomEvent roomEvent in room.ReadAsync())
    {
        switch (roomEvent)
        {
            case MessagePosted { Message: var message }:
                Console.WriteLine($"{message.Timestamp?.ToLocalTime():HH:mm} {message.Name}: {message.Text}");
                break;
            case Gap gap:
                Console.WriteLine($"(messages may be missing: {gap.Reason})");
                break;
        }
    }
}
