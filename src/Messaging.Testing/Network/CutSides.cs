namespace Messaging.Testing;

/// <summary>Which ends of a connection are cut off.</summary>
[Flags]
public enum CutSides
{
    /// <summary>Neither.</summary>
    None = 0,

    /// <summary>The side of the client.</summary>
    Client = 1,

    /// <summary>The side of the server.</summary>
    Server = 2,

    /// <summary>Both sides.</summary>
    Both = Client | Server,
}
