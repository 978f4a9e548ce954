using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services.Fetching;
using Messaging.LocalServer.Persistence.Log;
using Messaging.LocalServer.Persistence.Records;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Persistence;

/// <summary>Writes what a server holds to the beginning of a log.</summary>
/// <remarks>Of one topic after the other, while they go on: no more than one topic's references are copied under one lock.</remarks>
internal static class Snapshot
{
    private const int OverheadPerContent = 32;

    /// <summary>About how many bytes a snapshot of the topics would have.</summary>
    public static long EstimateSize(TopicTree topics) => Kept(topics).Sum(topic =>
    {
        FetchedSize size = topic.Read().Size;
        return OverheadPerContent + topic.Path.Length + ((long)OverheadPerContent * size.Count) + size.Total;
    });

    /// <exception cref="IOException">The log could not be written.</exception>
    public static void Write(ServerState state, LogFile log, CancellationToken cancellationToken)
    {
        WireWriter writer = new();
        AccountsRecord.Between(new AccountConfiguration(), state.Accounts.Settled).WriteTo(writer);
        log.Append(writer.WrittenSpan);
        writer.Clear();
        RolesRecord.Between(new SecurityConfiguration(), state.Roles.Settled).WriteTo(writer);
        log.Append(writer.WrittenSpan);
        foreach (Topic topic in Kept(state.Topics))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(topic, log, writer);
        }

        log.Append([(byte)RecordType.SnapshotEnd]);
    }

    private static IEnumerable<Topic> Kept(TopicTree topics) => topics.CopyTopics().Where(topic => topic.Journal is not null);

    private static void Write(Topic topic, LogFile log, WireWriter writer)
    {
        writer.Clear();
        new TopicRecord(topic.Id, topic.Path, topic.Specification, Content: null).WriteStart(writer);
        log.Append(writer.WrittenSpan);
        writer.Clear();
        new ContentRecord(topic.Id, default).WriteStart(writer);
        foreach (ReadOnlyMemory<byte> content in topic.CopyContents())
        {
            log.Append(writer.WrittenSpan, content);
        }
    }
}
