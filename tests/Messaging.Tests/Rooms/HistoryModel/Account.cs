using System.Runtime.CompilerServices;
using Messaging.Tests.Fakes;

namespace Messaging.Tests.Rooms.HistoryModel;

/// <summary>Holds what a reader was told against what happened.</summary>
internal sealed class Account(World world, ModelReader reader)
{
    /// <summary>What the stream says of each message since the room was last said to be another: its latest version.</summary>
    private readonly Dictionary<long, Happening> _fold = [];
    private readonly HashSet<Happening> _told = [];
    private readonly List<(Gap Gap, int Series)> _gaps = [];

    /// <summary>Which series are said to have ended, and up to where the reader had come.</summary>
    private readonly Dictionary<int, long> _ended = [];

    /// <summary>
    /// Up to where another series was taken for the continuation of the former: its first event that reached the client had a
    /// later number, and a later time, than all that the client knew. The continuation would have looked just the same.
    /// </summary>
    private readonly Dictionary<int, long> _assumed = [];
    private int _series = reader.Known.Series;
    private long _position = reader.Known.Last;
    private long _latest = -1;
    private bool _isBehindBreak;

    private bool MustRepair => reader.Options.Overflow != ReaderOverflow.DropOldest && world.MayQuery;

    public void Check()
    {
        for (int i = 0; i < reader.Told.Count; i++)
        {
            Told told = reader.Told[i];
            switch (told.Event)
            {
                case CaughtUp:
                    break;
                case Gap gap:
                    Take(gap, told, i);
                    break;
                default:
                    Take(told);
                    break;
            }
        }

        CheckCaughtUp();
        CheckFailure();
        CheckMessages();
        CheckState();
        CheckView();
    }

    private void Take(Told told)
    {
        Happening message = Known(told.Message);
        Happening version = Known(told.Version);
        Demand(version.Series == message.Series && version.Original == message.Original, $"was told {version} of {message}");
        Demand(told.Form == version.Form, $"was told {told.Form}, but {version} is {version.Form}");
        Demand(message.Series >= _series, $"was told {message} of a series that is over");
        Demand(!_isBehindBreak || message.Series > _series, $"was told {message} as if of another series");
        if (message.Series > _series)
        {
            Enter(message.Series);
        }

        Demand(_told.Add(version), $"was told {version} twice");
        bool isNew = !_fold.TryGetValue(message.Original, out Happening? earlier);
        Demand(isNew || earlier!.Sequence < version.Sequence, $"was told {version} after {earlier}");
        Demand(told.Event is MessageEdited || told.Event is MessageRemoved || isNew || !version.IsOriginal, $"was told {message} again");
        Demand(told.Event is not MessagePosted || isNew, $"was told of {message} as if for the first time");
        if (told.Event is MessagePosted || version.IsOriginal)
        {
            Demand(message.Original > _latest, $"was told {message} too late");
            _latest = message.Original;
        }
        else if (!isNew)
        {
            Demand(version.Sequence > _latest, $"was told {version} too late");
        }

        _fold[message.Original] = version;
        _position = Math.Max(_position, version.Sequence);
    }

    /// <summary>
    /// The first event of another series. When the stream does not say so, the client must not have heard of it either, and the
    /// numbers go on: then nobody can tell what the former series had behind them, nor the new one up to them.
    /// </summary>
    private void Enter(int series)
    {
        for (int left = Math.Max(_series, 0); left < series; left++)
        {
            bool isKnown = reader.Client.RemovedSeries.Contains(left);
            Demand(_isBehindBreak || !isKnown || left != _series, $"was not told that series {left} is over");
            if (_isBehindBreak || !isKnown)
            {
                _ended[left] = left == _series ? _latest : -1;
            }
        }

        if (_isBehindBreak)
        {
            _latest = -1;
            _position = -1;
        }
        else
        {
            long shown = reader.Client.FirstShown.GetValueOrDefault(series, long.MaxValue);
            Demand(shown > _position, $"was not told that series {_series} is over, but its client saw {shown} of {series}");
            _assumed[series] = Math.Max(_position, reader.Client.LastKnown.GetValueOrDefault(_series, -1));
            _gaps.AddRange(_gaps.Where(g => g.Series == _series).Select(g => (g.Gap, series)).ToList());
        }

        _series = series;
        _isBehindBreak = false;
    }

    private void Take(Gap gap, Told told, int index)
    {
        if (gap.Reason == GapReason.RoomRecreated)
        {
            _isBehindBreak = true;
            _fold.Clear();
            return;
        }

        int[] possible = [.. SeriesOf(index)];
        _gaps.AddRange(possible.Select(series => (gap, series)));
        Demand(
            gap is not { After: { } after, Before: { } before, MissedCount: { } count } || count == before - after - 1,
            $"was told a wrong count by {gap}");
        Demand(gap is not { After: { } a, Before: { } b } || a + 1 < b, $"was told of nothing by {gap}");
        if (gap.Reason == GapReason.SubscriptionEnded)
        {
            Demand(reader.Client.EndsTold > 0, $"was told {gap}, but the subscription did not end");
            return;
        }

        // What a series had that is over is gone. Nobody can tell an edit of a message that is gone from a message that is gone.
        bool isNecessary = possible.Any(series => series < told.Series
            || world.Truth.Series[series].Exists(e => Covers(gap, e.Sequence) && e.Original < told.Retained));
        Demand(!MustRepair || isNecessary, $"was told {gap}, but the server has everything from {told.Retained} on");
    }

    /// <summary>
    /// The series that a gap may be about. Before the first message of a series, or when there is none between two breaks, only
    /// the messages around it tell.
    /// </summary>
    private IEnumerable<int> SeriesOf(int index)
    {
        if (!_isBehindBreak && _fold.Count > 0)
        {
            return [_series];
        }

        Told[] behind = [.. reader.Told.Skip(index + 1).TakeWhile(t => t.Event is not Gap { Reason: GapReason.RoomRecreated })];
        bool isLast = index + 1 + behind.Length == reader.Told.Count;
        int first = _isBehindBreak ? _series + 1 : _series;
        int last = behind.Select(t => world.Truth.Find(t.Message)?.Series).FirstOrDefault(series => series is not null)
                   ?? (!_isBehindBreak ? _series : isLast ? world.SeriesNumber : reader.Told[index].Series);
        return Enumerable.Range(first, last - first + 1);
    }

    private void CheckCaughtUp()
    {
        int at = reader.Told.FindIndex(t => t.Event is CaughtUp);
        Demand(reader.Told.Count(t => t.Event is CaughtUp) == (reader.IsCaughtUp ? 1 : 0), $"was not caught up just once");
        Demand(at >= 0 || reader.Failure is not null, $"was never caught up");
        if (at >= 0 && reader.From.Count is { } count)
        {
            int history = reader.Told.Take(at).Count(
                t => world.Truth.Find(t.Message) is { } m && m.Series == reader.Asked.Series && m.Original < reader.Asked.Next);
            Demand(history <= count, $"was told {history} messages of history");
        }
    }

    private void CheckFailure()
    {
        if (reader.Failure is not { } failure)
        {
            return;
        }

        bool isExpected = reader.Options.Overflow == ReaderOverflow.Fail && failure.Code == MessagingErrorCode.ReaderTooSlow;
        Demand(isExpected, $"failed: {failure}");
        Demand(
            reader.Client.Received - reader.Received > reader.Options.ReaderBufferCapacity - reader.Client.EndsTold - 10,
            $"failed, but was not too slow");
    }

    /// <summary>Every message that the reader is owed was told, or there is a gap for it, or the series was said to be over.</summary>
    private void CheckMessages()
    {
        HashSet<(int, long)> known = [.. _told.Select(t => (t.Series, t.Original))];
        foreach (Happening message in world.Truth.Series.SelectMany(s => s).Where(e => e.IsOriginal && reader.Asked.Includes(e)))
        {
            if (reader.Failure is not null && (message.Series > _series || (message.Series == _series && message.Sequence > _latest)))
            {
                continue;
            }

            bool isRetained = IsRetained(message);
            bool isUnknowable = (_ended.TryGetValue(message.Series, out long last) && message.Sequence > last)
                                || (_assumed.TryGetValue(message.Series, out long assumed) && message.Sequence <= assumed);
            bool isCovered = _gaps.Exists(g => g.Series == message.Series && Covers(g.Gap, message.Sequence));
            Demand(
                known.Contains((message.Series, message.Original)) || isUnknowable || (isCovered && !(isRetained && MustRepair)),
                $"was not told {message}: retained {isRetained}, in a gap {isCovered}");
        }
    }

    /// <summary>What the stream says of what is retained is how it stands, or a gap is where it changed.</summary>
    private void CheckState()
    {
        foreach (FakeEvent current in world.Series!.Current)
        {
            if (reader.Failure is null && _fold.TryGetValue(current.OriginalSequence, out Happening? told))
            {
                // Without queries nobody can say up to where older messages may have changed, only from where on.
                bool isCovered = !MustRepair && _gaps.Exists(
                    g => g.Series == _series && Covers(world.MayQuery ? g.Gap : g.Gap with { Before = null }, current.Sequence));
                bool isAssumed = _assumed.TryGetValue(_series, out long assumed) && current.Sequence <= assumed;
                Demand(
                    isAssumed || (told.Series == world.SeriesNumber && told.Sequence == current.Sequence) || isCovered,
                    $"was last told {told}, but the server has {current.Sequence} of it");
            }
        }
    }

    /// <summary>An app that shows the stream by the library's fold shows what this fold says.</summary>
    private void CheckView()
    {
        foreach (Happening told in _fold.Values.Where(t => t.Original >= FirstIntroduced))
        {
            RoomViewItem? shown = reader.View.Find(told.Original);
            Happening? version = world.Truth.Find(shown?.Edit ?? shown?.Event);
            Demand(version is not null && version.Sequence >= told.Sequence, $"shows {version} for {told}");
        }
    }

    private long FirstIntroduced =>
        _fold.Keys.Where(original => _told.Any(v => v.Original == original && v.IsOriginal)).DefaultIfEmpty(long.MaxValue).Min();

    private static bool Covers(Gap gap, long sequence) => sequence > (gap.After ?? -1) && sequence < (gap.Before ?? long.MaxValue);

    private bool IsRetained(Happening message) =>
        message.Series == world.SeriesNumber && world.Series!.Events[0].Sequence <= message.Sequence;

    private Happening Known(EventMetadata? metadata) =>
        world.Truth.Find(metadata) ?? throw new ModelException(reader, $"was told of {metadata}, which never happened");

    private void Demand(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ProblemText problem)
    {
        if (!condition)
        {
            throw new ModelException(reader, problem.ToString());
        }
    }
}
