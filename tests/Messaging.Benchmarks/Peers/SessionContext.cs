namespace Messaging.Benchmarks.Peers;

/// <summary>What a session of a peer needs to know.</summary>
/// <param name="Url">Where its server is.</param>
/// <param name="Sender">The number of the user whose session it is; it stands in the messages.</param>
/// <param name="Faults">Where to tell what went wrong behind the back of a call.</param>
internal sealed record SessionContext(Uri Url, int Sender, Faults Faults);
