using System.Diagnostics.CodeAnalysis;

namespace Messaging.Sessions;

/// <summary>
/// Calls that began at about the same time and share the token by which an SDK is told that nobody waits any more. When the last of them is
/// over, and the time of at least one was, it is told so. Belongs to the <see cref="CallClock"/>, under its lock.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A token source without a timer holds nothing.")]
internal sealed class CallBatch(long begun)
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>When the first of them began, as a timestamp.</summary>
    public long Begun => begun;

    /// <summary>How many are under way.</summary>
    public int Count { get; set; }

    /// <summary>Whether an answer did not come in time.</summary>
    public bool HasExpired { get; set; }

    /// <summary>Nobody waits for any of them. Not to be called under the lock.</summary>
    public void Abandon() => _source.Cancel();
}
