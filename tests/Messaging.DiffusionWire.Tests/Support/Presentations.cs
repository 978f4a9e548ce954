namespace Messaging.DiffusionWire.Tests.Support;

/// <summary>The ways in which the same message can lie in memory, and the ways in which it can be cut short.</summary>
internal static class Presentations
{
    private const byte Garbage = 0xa5;

    /// <summary>An array of its own, and a slice with bytes of something else around it.</summary>
    public static IEnumerable<(string Label, ReadOnlyMemory<byte> Message)> Of(byte[] message)
    {
        yield return ("exact", message);
        foreach ((int before, int after) in ((int, int)[])[(0, 7), (5, 0), (13, 64)])
        {
            byte[] buffer = new byte[before + message.Length + after];
            Array.Fill(buffer, Garbage);
            message.CopyTo(buffer, before);
            yield return ($"slice at {before} with {after} behind", buffer.AsMemory(before, message.Length));
        }
    }

    /// <summary>
    /// Every strict prefix, the empty one included. Each is a slice of the whole message, so a reader that
    /// looks beyond the end finds the right byte there and betrays itself by not failing.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Truncations(byte[] message)
    {
        for (int length = 0; length < message.Length; length++)
        {
            yield return message.AsMemory(0, length);
        }
    }
}
