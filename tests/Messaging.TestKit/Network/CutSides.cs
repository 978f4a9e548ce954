namespace Messaging.TestKit;

/// <summary>Which ends of a connection are cut off.</summary>
[Flags]
public enum CutSides
{
    None = 0,

    /// <summary>The side of the client.</summary>
    Client = 1,

    /// <summary>The side of the server.</summary>
    Server = 2,

    Both = Client | Server,
}
