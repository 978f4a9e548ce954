using PushTechnology.ClientInterface.Client.Session;

namespace Messaging.DiffusionClient.Sessions;

/// <summary>How a session ended.</summary>
/// <param name="State">The closed state.</param>
/// <param name="Cause">Why, as the end of a sentence.</param>
/// <param name="Error">The exception behind it, or null.</param>
internal sealed record SessionEnd(SessionState State, string Cause, Exception? Error = null)
{
    /// <summary>What an operation gets that is under way, or comes later.</summary>
    public SessionClosedException ToException(Operation operation) => new($"{operation} failed: the session is closed, {Cause}.", Error);
}
