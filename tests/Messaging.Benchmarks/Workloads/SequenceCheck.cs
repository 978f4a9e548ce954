using Messaging.Benchmarks.Messages;

namespace Messaging.Benchmarks.Workloads;

/// <summary>Checks that the messages of one sender come once each and in order, as one subscriber receives them.</summary>
internal sealed class SequenceCheck
{
    private long _received;

    /// <summary>How many messages came.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>A message came.</summary>
    /// <param name="number">Its number.</param>
    /// <exception cref="InvalidDataException">It is not the next one.</exception>
    public void Next(int number)
    {
        int expected = (int)(_received % NumberedTexts.Count);
        if (number != expected)
        {
            throw new InvalidDataException(Describe(number, expected));
        }

        Volatile.Write(ref _received, _received + 1);
    }

    /// <summary>No more messages come.</summary>
    /// <param name="published">How many there were.</param>
    /// <exception cref="InvalidDataException">Not all of them came.</exception>
    public void End(long published)
    {
        if (_received != published)
        {
            throw new InvalidDataException($"{published} messages were published and {_received} received.");
        }
    }

    private static string Describe(int number, int expected)
    {
        if (number < 0)
        {
            return "A message came that is none of ours.";
        }

        int ahead = (number - expected + NumberedTexts.Count) % NumberedTexts.Count;
        return ahead < NumberedTexts.Count / 2
            ? $"Message {expected} was lost or overtaken: {number} came in its place."
            : $"Message {number} came again, or late: {expected} was next.";
    }
}
