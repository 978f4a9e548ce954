using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Messaging.Diagnostics;

/// <summary>
/// Tells listeners of one room of a client. Whatever it does costs next to nothing, and no memory, when nobody listens. Not to be used
/// on a session's thread: listeners run on the thread of whoever tells them. Thread-safe.
/// </summary>
internal sealed class RoomTelemetry(ClientTelemetry client, string path)
{
    private readonly string _sendName = $"{TelemetryNames.Send} {path}";
    private readonly string _processName = $"{TelemetryNames.Process} {path}";

    /// <summary>Whether anybody listens to sending.</summary>
    public static bool ObservesSending =>
        Instruments.Source.HasListeners() || Instruments.Sent.Enabled || Instruments.OperationDuration.Enabled;

    /// <summary>Whether anybody listens to messages being read.</summary>
    public static bool ObservesReading =>
        Instruments.Source.HasListeners() || Instruments.Consumed.Enabled || Instruments.ProcessDuration.Enabled
        || Instruments.DeliveryLatency.Enabled;

    public TimeProvider Time => client.Time;

    /// <summary>Begins a span, which is the current one then.</summary>
    /// <param name="operation"><see cref="TelemetryNames.Send"/> or <see cref="TelemetryNames.Process"/>.</param>
    /// <param name="id">The message, if it has an id.</param>
    /// <param name="sender">What it is to be linked with.</param>
    /// <returns><see langword="null"/>: nobody wants it.</returns>
    public Activity? StartSpan(string operation, MessageId? id, ActivityContext? sender = null)
    {
        if (!Instruments.Source.HasListeners())
        {
            return null;
        }

        bool isSend = operation == TelemetryNames.Send;
        TagList tags = TagsOf(operation, hasType: true);
        if (id is { } known)
        {
            tags.Add(TelemetryNames.MessageId, known.Value);
        }

        return Instruments.Source.StartActivity(
            isSend ? ActivityKind.Producer : ActivityKind.Consumer,
            parentContext: default,
            tags,
            sender is { } context ? [new ActivityLink(context)] : null,
            name: isSend ? _sendName : _processName);
    }

    /// <summary>A message was sent, or that failed when it had been put on the wire.</summary>
    public void NoteSent(string? errorType)
    {
        if (Instruments.Sent.Enabled)
        {
            Instruments.Sent.Add(1, TagsOf(TelemetryNames.Send, hasType: false, errorType));
        }
    }

    /// <summary>Sending a message has taken so long.</summary>
    public void NoteSendDuration(TimeSpan duration, string? errorType)
    {
        if (Instruments.OperationDuration.Enabled)
        {
            Instruments.OperationDuration.Record(duration.TotalSeconds, TagsOf(TelemetryNames.Send, hasType: true, errorType));
        }
    }

    /// <summary>A reader takes a message.</summary>
    public void NoteConsumed()
    {
        if (Instruments.Consumed.Enabled)
        {
            Instruments.Consumed.Add(1, TagsOf(TelemetryNames.Process, hasType: false));
        }
    }

    /// <summary>A reader has done with a message.</summary>
    public void NoteProcessDuration(TimeSpan duration)
    {
        if (Instruments.ProcessDuration.Enabled)
        {
            Instruments.ProcessDuration.Record(duration.TotalSeconds, TagsOf(TelemetryNames.Process, hasType: false));
        }
    }

    /// <summary>A message of that time, by the server's clock, has come to a reader.</summary>
    public void NoteLatency(DateTimeOffset servers)
    {
        if (Instruments.DeliveryLatency.Enabled)
        {
            // A clock that is behind the server's has it come before it was sent.
            double seconds = Math.Max(0, (Time.GetUtcNow() - servers).TotalSeconds);
            Instruments.DeliveryLatency.Record(seconds, client.TagsOf(path));
        }
    }

    /// <summary>A reader is told of a gap.</summary>
    public void NoteGap(GapReason reason) => NoteReason(Instruments.Gaps, reason);

    /// <summary>A reader that may have missed something for this reason has it all.</summary>
    public void NoteRepair(GapReason reason) => NoteReason(Instruments.Repairs, reason);

    /// <summary>A message is there already, and is not sent or told again.</summary>
    /// <param name="operation"><see cref="TelemetryNames.Send"/> or <see cref="TelemetryNames.Process"/>.</param>
    public void NoteDuplicate(string operation)
    {
        if (Instruments.Duplicates.Enabled)
        {
            Instruments.Duplicates.Add(1, TagsOf(operation, hasType: false));
        }
    }

    private void NoteReason(Counter<long> counter, GapReason reason)
    {
        if (counter.Enabled)
        {
            TagList tags = client.TagsOf(path);
            tags.Add(TelemetryNames.GapReason, reason.ToString());
            counter.Add(1, tags);
        }
    }

    private TagList TagsOf(string operation, bool hasType, string? errorType = null)
    {
        TagList tags = client.TagsOf(path);
        tags.Add(TelemetryNames.OperationName, operation);
        if (hasType)
        {
            tags.Add(TelemetryNames.OperationType, operation);
        }

        if (errorType is not null)
        {
            tags.Add(TelemetryNames.ErrorType, errorType);
        }

        return tags;
    }
}
