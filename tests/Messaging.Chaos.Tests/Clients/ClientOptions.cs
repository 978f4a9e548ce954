namespace Messaging.Chaos.Tests.Clients;

/// <summary>How the clients of a run are configured: as an app would, that does not give up.</summary>
internal static class ClientOptions
{
    public static RoomOptions Room { get; } = new() { Kind = RoomKind.History, RetainedRange = ChaosPlan.RetainedRange };

    public static MessagingOptions For(Uri server) => new() { Url = server };
}
