#nullable disable
namespace PushTechnology.ClientInterface.Client.Callbacks;

/// <summary>Something that a session calls back.</summary>
/// <remarks>
/// All callbacks of one session come one at a time and in order, on whatever thread reads the session's connection.
/// A callback that blocks stops the session: it gets no values, no answers and no pings until the callback returns.
/// </remarks>
public interface ICallback
{
    /// <summary>Something went wrong. No further callback follows.</summary>
    /// <param name="errorReason">What.</param>
    void OnError(ErrorReason errorReason);
}
