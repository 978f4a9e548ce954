using Messaging.DiffusionWire.Frames;
using Messaging.DiffusionWire.Tests.Vectors;
using Messaging.TestKit.Fuzzing;

namespace Messaging.DiffusionWire.Tests.Hostile;

/// <summary>Bytes that are nearly right, from the golden vectors and a seed.</summary>
internal static class Mutations
{
    // The whole message, and the part behind the ids, which is what most decoders get.
    private static readonly byte[][] Seeds =
    [
        .. VectorCatalogue.All.Where(sorted => sorted.Kind != VectorKind.OutOfScope).SelectMany(sorted => sorted.Kind is VectorKind.Service or VectorKind.TopicData
            ? (byte[][])[sorted.Vector.Bytes, Frame.Read(sorted.Vector.Bytes).Body.ToArray()]
            : [sorted.Vector.Bytes]),
    ];

    /// <summary>Mutations for one decoder: of all vectors, and as many of those that it accepts, as few inputs get far otherwise.</summary>
    public static ByteMutator Of(string decoder)
    {
        byte[][] accepted = [.. Seeds.Where(seed => Accepts(decoder, seed))];
        int times = accepted.Length == 0 ? 0 : Math.Max(1, Seeds.Length / accepted.Length);
        return new ByteMutator([.. Seeds, .. Enumerable.Repeat(accepted, times).SelectMany(seeds => seeds)], FuzzSettings.Seed);
    }

    private static bool Accepts(string decoder, byte[] seed)
    {
        Decoders.Fault(Decoders.All[decoder], seed, out bool isAccepted);
        return isAccepted;
    }
}
