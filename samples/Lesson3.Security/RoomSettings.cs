using Messaging;

namespace Lesson3.Security;

/// <summary>The one room of this lesson. Its users cannot create another.</summary>
public sealed class RoomSettings(IConfiguration configuration)
{
    /// <summary>The configuration key of the room's name.</summary>
    public const string NameKey = "Room:Name";

    /// <summary>The room's name.</summary>
    public string Name { get; } = configuration[NameKey] ?? "Default Room";

    /// <summary>What kind of room it is, and how much of it the server keeps.</summary>
    public RoomOptions Options { get; } = new()
    {
        Kind = RoomKind.History,
        RetainedRange = "limit 1000",
        SubscriptionRange = "limit 100",
    };
}
