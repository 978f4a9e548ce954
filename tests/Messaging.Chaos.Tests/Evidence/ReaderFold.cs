namespace Messaging.Chaos.Tests.Evidence;

/// <summary>What a reader has been told, and what of it breaks the promises that one event alone can break. Not thread-safe.</summary>
internal sealed class ReaderFold(string name, string room)
{
    private readonly Dictionary<long, string> _messages = [];
    private readonly List<(long After, long Before)> _gaps = [];
    private readonly List<string> _problems = [];
    private long _last = -1;
    private long? _openGap;

    public string Name => name;

    public string Room => room;

    public IReadOnlyDictionary<long, string> Messages => _messages;

    public IReadOnlyList<string> Problems => _problems;

    public int GapCount => _gaps.Count + (_openGap is null ? 0 : 1);

    /// <summary>The number of the latest message, -1 before the first.</summary>
    public long Last => _last;

    public void Apply(RoomEvent roomEvent)
    {
        switch (roomEvent)
        {
            case MessagePosted { Message: { Event: { } posted } message }:
                Add(posted.Sequence, message.Text);
                break;
            case Gap gap:
                Add(gap);
                break;
            case CaughtUp:
                break;
            default:
                _problems.Add($"{roomEvent.GetType().Name}, and nobody did anything but post");
                break;
        }
    }

    public void Fail(Exception error) => _problems.Add($"ended with {error.GetType().Name}: {error.Message}");

    /// <summary>Whether a number lies where the reader was told that something is missing.</summary>
    public bool IsInGap(long sequence) =>
        _gaps.Exists(gap => sequence > gap.After && sequence < gap.Before) || sequence > _openGap;

    private void Add(long sequence, string text)
    {
        if (!_messages.TryAdd(sequence, text))
        {
            _problems.Add($"was told twice of message {sequence}");
        }
        else if (sequence < _last)
        {
            _problems.Add($"was told of message {sequence} after {_last}");
        }

        if (_openGap is { } after)
        {
            _gaps.Add((after, sequence));
            _openGap = null;
        }

        _last = Math.Max(_last, sequence);
    }

    private void Add(Gap gap)
    {
        long after = gap.After ?? _last;
        if (gap.Before is { } before)
        {
            _gaps.Add((after, before));
        }
        else
        {
            _openGap = Math.Min(after, _openGap ?? after);
        }
    }
}
