namespace Messaging.Tests.Testing.Contract;

/// <summary>Where the contract of rooms is tried: a client, and somebody else who is in the same rooms.</summary>
internal interface IRoomWorld : IAsyncDisposable
{
    /// <summary>The principal of <see cref="Client"/>.</summary>
    const string Me = "admin";

    /// <summary>The principal of the other one.</summary>
    const string Other = "control";

    /// <summary>The client whose rooms are tried.</summary>
    IMessagingClient Client { get; }

    /// <summary>The other one posts.</summary>
    Task PostAsync(string room, RoomKind kind, string text);

    /// <summary>The other one edits.</summary>
    Task EditAsync(string room, long sequence, string text);

    /// <summary>The other one removes.</summary>
    Task RemoveAsync(string room, long sequence);
}
