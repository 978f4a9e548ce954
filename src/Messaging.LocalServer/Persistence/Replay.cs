using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Dispatch;
using Messaging.LocalServer.Persistence.Records;
using Messaging.LocalServer.Security.Accounts;
using Messaging.LocalServer.Security.Roles;
using Messaging.LocalServer.Security.Scripts;
using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Persistence;

/// <summary>Makes topics and stores from the records of a log, one by one.</summary>
/// <remarks>
/// A log that was compacted begins with what the server held at about some moment, and goes on with all that happened since the
/// beginning of that: some of it is there twice. So a topic that is there already is not added again, an event neither, and what is
/// said of a topic that is not there counts for nothing if the log says later that it was removed.
/// </remarks>
internal sealed class Replay(TopicFactory factory)
{
    private readonly Dictionary<int, Topic> _topics = [];
    private readonly HashSet<int> _unknown = [];
    private readonly WireWriter _scratch = new();
    private bool _hasBeginning;

    public AccountConfiguration Accounts { get; private set; } = new();

    public SecurityConfiguration Roles { get; private set; } = new();

    /// <summary>The topics that remain.</summary>
    public IReadOnlyCollection<Topic> Topics => _topics.Values;

    /// <summary>The largest number of a topic that the log knows of, removed ones included.</summary>
    public int LastTopicId { get; private set; }

    /// <summary>Takes one record.</summary>
    /// <param name="body">Its body, good until this returns.</param>
    /// <exception cref="InvalidDataException">It makes no sense; the message says why, as a clause.</exception>
    public void Take(ReadOnlyMemory<byte> body)
    {
        try
        {
            WireReader reader = new(body);
            RecordType type = (RecordType)reader.ReadByte();
            switch (type)
            {
                case RecordType.Topic:
                    Add(TopicRecord.ReadFrom(ref reader));
                    break;
                case RecordType.Content:
                    Update(ContentRecord.ReadFrom(ref reader));
                    break;
                case RecordType.Removal:
                    Remove(RemovalRecord.ReadFrom(ref reader));
                    break;
                case RecordType.Accounts:
                    Accounts = AccountsRecord.ReadFrom(ref reader).ApplyTo(Accounts);
                    break;
                case RecordType.Roles:
                    Roles = RolesRecord.ReadFrom(ref reader).ApplyTo(Roles);
                    break;
                case RecordType.SnapshotEnd:
                    _hasBeginning = true;
                    break;
                default:
                    throw new InvalidDataException($"there is no record type {(byte)type}");
            }
        }
        catch (Exception e) when (e is WireFormatException or ServiceException or ScriptException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Checks what no single record tells.</summary>
    /// <exception cref="InvalidDataException">The records do not fit together; the message says why, as a clause.</exception>
    public void Complete()
    {
        if (!_hasBeginning)
        {
            // A log has its name only when it has all of that, so this is no end that was torn off.
            throw new InvalidDataException("it ends before all that it should begin with");
        }

        if (_unknown.Count > 0)
        {
            throw new InvalidDataException($"it speaks of a topic {_unknown.First()} that it neither adds nor removes");
        }

        if (_topics.Values.GroupBy(topic => topic.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidDataException($"it has two topics at the path {twice.Key}");
        }
    }

    private void Add(in TopicRecord record)
    {
        LastTopicId = Math.Max(LastTopicId, record.Id);
        if (_topics.ContainsKey(record.Id))
        {
            return;
        }

        Topic topic = factory.Create(record.Id, record.Path, record.Specification);
        if (record.Content is { } content)
        {
            topic.Restore(content, _scratch);
        }

        _topics.Add(record.Id, topic);
    }

    private void Update(in ContentRecord record)
    {
        if (_topics.TryGetValue(record.Id, out Topic? topic))
        {
            topic.Restore(record.Content, _scratch);
        }
        else
        {
            _unknown.Add(record.Id);
        }
    }

    private void Remove(in RemovalRecord record)
    {
        foreach (int id in record.Ids)
        {
            LastTopicId = Math.Max(LastTopicId, id);
            _topics.Remove(id);
            _unknown.Remove(id);
        }
    }
}
