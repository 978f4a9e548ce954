namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>A reader does not keep its promise.</summary>
internal sealed class ModelException(string message) : Exception(message)
{
    public ModelException(ModelReader reader, string problem)
        : this($"The reader {reader.From}, capacity {reader.Options.ReaderBufferCapacity}, {reader.Options.Overflow}, {problem}. "
               + $"It was told: {string.Join(" | ", reader.Told.Select(Line))}")
    {
    }

    private static string Line(Told told) => told.Event switch
    {
        CaughtUp => "caught up",
        Gap gap => $"gap {gap.Reason} ({gap.After},{gap.Before}) {gap.MissedCount}",
        var other => $"{other.GetType().Name} {told.Message?.Sequence}"
                     + (told.Version == told.Message ? "" : $" as of {told.Version?.Sequence}"),
    };
}
