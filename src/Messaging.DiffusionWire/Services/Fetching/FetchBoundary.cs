using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Fetching;

/// <summary>Where a fetch starts or ends in the order of the paths (rule TOPIC-36).</summary>
/// <param name="Path">A topic path; no topic need be there.</param>
/// <param name="Inclusive">Whether a topic at exactly this path belongs to the result.</param>
public sealed record FetchBoundary(string Path, bool Inclusive)
{
    internal static FetchBoundary? ReadOptional(ref WireReader reader) =>
        reader.ReadBool() ? new FetchBoundary(reader.ReadString(), reader.ReadBool()) : null;

    internal static void WriteOptional(WireWriter writer, FetchBoundary? boundary)
    {
        writer.WriteBool(boundary is not null);
        if (boundary is not null)
        {
            writer.WriteString(boundary.Path);
            writer.WriteBool(boundary.Inclusive);
        }
    }
}
