namespace Messaging.Chaos.Tests.Clients;

/// <summary>What the sessions of the official JavaScript SDK did.</summary>
/// <param name="Disconnects">Connections that they lost.</param>
/// <param name="Reconnects">Sessions that were taken up again.</param>
/// <param name="Reopened">Sessions that ended and were followed by another one.</param>
/// <param name="Refreshes">Subscriptions that ended, to be made again.</param>
/// <param name="Events">Messages that readers were told of.</param>
/// <param name="Problems">What should not have happened.</param>
internal sealed record JavaScriptReport(
    int Disconnects, int Reconnects, int Reopened, int Refreshes, long Events, IReadOnlyList<string> Problems)
{
    public static JavaScriptReport None { get; } = new(0, 0, 0, 0, 0, []);
}
