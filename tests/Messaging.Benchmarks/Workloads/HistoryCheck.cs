using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Peers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>Checks what a room's history gives: the latest messages, all of them, once each and in order.</summary>
/// <param name="published">How many messages were appended, numbered from zero.</param>
internal sealed class HistoryCheck(long published) : IReceiver
{
    /// <summary>How many of the latest messages are read.</summary>
    public const int Length = 100;

    private int _received;

    private long First => Math.Max(0, published - Length);

    /// <summary>How many messages came.</summary>
    public int Received => _received;

    public void OnMessage(int sender, int number)
    {
        long expected = First + _received;
        if (expected >= published || number != expected % NumberedTexts.Count)
        {
            throw new InvalidDataException($"Message {number} came from the history, where {expected} of {published} was next.");
        }

        _received++;
    }

    /// <summary>The history has ended.</summary>
    /// <exception cref="InvalidDataException">It was too short.</exception>
    public void End()
    {
        if (_received != published - First)
        {
            throw new InvalidDataException($"The history gave {_received} of {published - First} messages.");
        }
    }
}
