using Messaging.DiffusionWire.Primitives;

namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>The result of a range query (TOPIC-78), of events that are encoded already.</summary>
/// <param name="ValueType">The name of the data type of the events' values.</param>
/// <param name="SelectedCount">How many events the query selects.</param>
/// <param name="Events">Those that its limit leaves.</param>
internal sealed record EventSelection(string ValueType, long SelectedCount, IReadOnlyList<PublishedValue> Events)
{
    // Name, both counts, and their lengths, generously.
    private const int HeaderSize = 64;

    /// <summary>About how many bytes it has, never less than it really has.</summary>
    public long Size => HeaderSize + Events.Sum(selected => (long)selected.Value.Length);

    public void WriteTo(WireWriter writer)
    {
        writer.WriteString(ValueType);
        writer.WriteVarInt64(SelectedCount);
        writer.WriteVarInt32(Events.Count);
        foreach (PublishedValue selected in Events)
        {
            writer.WriteRaw(selected.Value.Span);
        }
    }
}
