using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Services;
using Messaging.LocalServer.Diagnostics;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Persistence.Log;
using Messaging.LocalServer.Persistence.Records;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Topics;
using Microsoft.Extensions.Logging;

namespace Messaging.LocalServer.Persistence;

/// <summary>Makes records of what happens to topics and stores, and refuses what the log does not take.</summary>
/// <remarks>Thread-safe. A value is not copied: the record's head is put together, and the value goes to the file from where it is.</remarks>
internal sealed class Journal(DataLog log, ILogger logger) : ITopicJournal
{
    // The log of one server is written by many threads, and each of them has many small heads to put together.
    [ThreadStatic]
    private static WireWriter? _scratch;

    private bool _isRefusing;

    /// <summary>Called with the length of the log when it has grown.</summary>
    public Action<long>? Grown { get; set; }

    public void Add(Topic topic)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> contents = topic.CopyContents();
        WireWriter writer = Scratch();
        TopicRecord record = new(topic.Id, topic.Path, topic.Specification, contents.Count == 0 ? default(ReadOnlyMemory<byte>?) : contents[0]);
        record.WriteStart(writer);
        Append(writer, record.Content ?? default);
    }

    public void Update(Topic topic, ReadOnlyMemory<byte> content)
    {
        WireWriter writer = Scratch();
        new ContentRecord(topic.Id, content).WriteStart(writer);
        Append(writer, content);
    }

    public void Remove(IReadOnlyList<Topic> topics)
    {
        if (topics.Count > 0)
        {
            WireWriter writer = Scratch();
            new RemovalRecord([.. topics.Select(topic => topic.Id)]).WriteTo(writer);
            Append(writer);
        }
    }

    public void Change(AccountConfiguration before, AccountConfiguration after)
    {
        WireWriter writer = Scratch();
        AccountsRecord.Between(before, after).WriteTo(writer);
        Append(writer);
    }

    public void Change(SecurityConfiguration before, SecurityConfiguration after)
    {
        WireWriter writer = Scratch();
        RolesRecord.Between(before, after).WriteTo(writer);
        Append(writer);
    }

    private static WireWriter Scratch()
    {
        const int KeptSize = 64 * 1024;
        if (_scratch is null || _scratch.Capacity > KeptSize)
        {
            _scratch = new WireWriter();
        }

        _scratch.Clear();
        return _scratch;
    }

    private void Append(WireWriter start, ReadOnlyMemory<byte> rest = default)
    {
        try
        {
            long length = log.Append(start.WrittenSpan, rest);
            if (Interlocked.Exchange(ref _isRefusing, false))
            {
                ServerLog.LogWrittenAgain(logger);
            }

            Grown?.Invoke(length);
        }
        catch (IOException e)
        {
            if (!Interlocked.Exchange(ref _isRefusing, true))
            {
                ServerLog.LogNotWritten(logger, e);
            }

            throw new ServiceException(
                ServiceErrorCode.RejectedRequest,
                $"Nothing was changed: the server cannot write to its data directory. {e.Message}");
        }
    }
}
