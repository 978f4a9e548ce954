namespace Messaging.Rooms.Reading;

/// <summary>The readers of a feed, and whether there may be more. Belongs to the feed, under its lock.</summary>
internal sealed class ReaderSet<TReader>
    where TReader : class, IRoomReader
{
    private readonly List<TReader> _readers = [];
    private bool _closed;
    private MessagingException? _failure;

    /// <summary>How many there are.</summary>
    public int Count => _readers.Count;

    /// <summary>Adds the reader, or ends it at once when the feed has ended.</summary>
    public void Add(TReader reader)
    {
        if (_closed || _failure is not null)
        {
            reader.End(_failure);
        }
        else
        {
            _readers.Add(reader);
        }
    }

    public void Remove(TReader reader) => _readers.Remove(reader);

    /// <summary>How many events the reader that is furthest behind has not taken yet; <see langword="null"/> when there are no readers.</summary>
    /// <param name="lock">The feed's lock, which this takes.</param>
    public long? FindLag(Lock @lock)
    {
        lock (@lock)
        {
            return _readers.Max(reader => (long?)reader.Lag);
        }
    }

    public List<TReader>.Enumerator GetEnumerator() => _readers.GetEnumerator();

    public void EndOf(object owner)
    {
        _readers.Where(reader => reader.Owner == owner).ToList().ForEach(reader => reader.End(null));
        _readers.RemoveAll(reader => reader.Owner == owner);
    }

    /// <summary>Ends all: until <see cref="Revive"/>, or for good.</summary>
    public void EndAll(MessagingException? failure, bool closed)
    {
        _closed |= closed;
        _failure = failure;
        _readers.ForEach(reader => reader.End(failure));
        _readers.Clear();
    }

    /// <summary>There may be readers again, unless the end was for good.</summary>
    public void Revive() => _failure = null;
}
