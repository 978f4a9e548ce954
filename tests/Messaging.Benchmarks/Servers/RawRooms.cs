namespace Messaging.Benchmarks.Servers;

/// <summary>The rooms of a floor's server.</summary>
internal sealed class RawRooms
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RawServerRoom> _byName = new(StringComparer.Ordinal);
    private readonly List<RawServerRoom> _byNumber = [];

    public RawServerRoom Get(int number)
    {
        lock (_gate)
        {
            return _byNumber[number];
        }
    }

    public RawServerRoom GetOrAdd(string name)
    {
        lock (_gate)
        {
            if (!_byName.TryGetValue(name, out RawServerRoom? room))
            {
                room = new RawServerRoom(_byNumber.Count);
                _byName.Add(name, room);
                _byNumber.Add(room);
            }

            return room;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (RawServerRoom room in _byNumber)
            {
                room.Clear();
            }

            _byName.Clear();
        }
    }
}
