using System.Globalization;
using System.Runtime.CompilerServices;
using Messaging.Rooms;
using Messaging.Rooms.Reading;
using Messaging.Tests.Fakes;
using Messaging.Tests.Rooms.HistoryModel;

namespace Messaging.Tests.Rooms;

/// <summary>
/// Fifty readers of one room, each with its own speed, buffer and rule for when it is too slow. What each makes of its stream is
/// what the server has, or a gap says where it is not; and none of them makes the room keep more for it than its buffer holds.
/// </summary>
public sealed class HistoryModelReadersTests : HistoryReadingTest
{
    private const int Never = int.MaxValue;
    private const int Before = 40;
    private const int Steps = 2000;

    private static readonly int[] Capacities = [1, 2, 16, 1024];
    private static readonly int[] Paces = [1, 3, 40, Never];
    private static readonly (ReadFrom From, long First)[] Starts =
        [(ReadFrom.Latest(100), 0), (ReadFrom.FromSequence(20), 20), (ReadFrom.LiveOnly, Before)];

    private readonly List<EventMetadata> _posted = [];
    private int _texts;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_FiftyReadersOfAllSpeeds_EachHasTheServersStateOrAGap(int seed)
    {
        var random = new Random(seed);
        AddRoom("limit 300", "limit 100");
        Enumerable.Range(0, Before).ToList().ForEach(_ => Append());
        PacedReader[] readers = await StartAsync(NewClient());

        for (int step = 1; step <= Steps; step++)
        {
            Happen(random);
            foreach (PacedReader reader in readers)
            {
                reader.Pass(step);
                reader.Held.Should().BeLessThanOrEqualTo(reader.Options.ReaderBufferCapacity);
            }
        }

        readers.Where(reader => reader.Pace == Never).Should().AllSatisfy(
            reader => reader.Held.Should().Be(reader.Options.ReaderBufferCapacity));
        Append();
        foreach (PacedReader reader in readers)
        {
            await reader.ReadToAsync(_posted[^1]).Within();
            Check(reader);
        }
    }

    private static async Task<PacedReader[]> StartAsync(MessagingClient client)
    {
        var readers = new List<PacedReader>();
        for (int i = 0; i < 50; i++)
        {
            RoomOptions options = History with
            {
                ReaderBufferCapacity = Capacities[i % 4],
                Overflow = (ReaderOverflow)(i / 4 % 3),
            };
            IChatRoom room = await client.JoinAsync("lobby", options).Within();
            readers.Add(new PacedReader(room, options, Starts[i % 3], Paces[i / 12 % 4]));
        }

        return [.. readers];
    }

    private void Happen(Random random)
    {
        switch (random.Next(10))
        {
            case < 6:
                Append();
                break;
            case < 9:
                Server.Edit(Path, Any(random), Message());
                break;
            default:
                RemoveMessage(Any(random));
                break;
        }
    }

    private void Append() => _posted.Add(Server.Append(Path, Message()));

    private string Message() => string.Create(CultureInfo.InvariantCulture, $$"""{"text":"text {{++_texts}}"}""");

    private long Any(Random random)
    {
        FakeEvent[] originals = [.. Series.Current];
        return originals[random.Next(originals.Length)].OriginalSequence;
    }

    private FakeSeries Series => Server.Topics[Path].Series!;

    private void Check(PacedReader reader)
    {
        RoomOptions options = reader.Options;
        string who = $"pace {reader.Pace}, capacity {options.ReaderBufferCapacity}, {options.Overflow}, from {reader.First}";
        if (reader.Failure is { } failure)
        {
            failure.Code.Should().Be(MessagingErrorCode.ReaderTooSlow, who);
            options.Overflow.Should().Be(ReaderOverflow.Fail, who);
            long last = reader.View.Items.Select(item => item.Event!.Sequence).DefaultIfEmpty(-1).Max();
            reader.Gaps.Should().BeEmpty(who);
            MissingUpTo(reader, last).Should().BeEmpty(who);
            return;
        }

        (options.Overflow == ReaderOverflow.Fail && reader.Pace == Never).Should().BeFalse(who);
        MissingUpTo(reader, long.MaxValue).Should().BeEmpty(who);
        foreach (FakeEvent current in Series.Current.Where(e => e.OriginalSequence >= reader.First))
        {
            if (options.Overflow != ReaderOverflow.DropOldest || !reader.IsInGap(current.Sequence))
            {
                RoomViewItem? shown = reader.View.Find(current.OriginalSequence);
                (shown?.Edit ?? shown?.Event).Should().Be(current.Event, who);
                shown!.Message?.Text.Should().Be(Form.Of(current).Text, who);
            }
        }
    }

    /// <summary>The messages that are neither told nor in a gap.</summary>
    private IEnumerable<long> MissingUpTo(PacedReader reader, long last) =>
        _posted.Select(message => message.Sequence).Where(message =>
            message >= reader.First && message <= last && reader.View.Find(message) is null && !reader.IsInGap(message));

    private sealed class PacedReader
    {
        private readonly IAsyncEnumerator<RoomEvent> _events;
        private readonly ReaderQueue<HistoryItem> _buffer;
        private Task<bool> _step;
        private bool _isOver;

        public PacedReader(IChatRoom room, RoomOptions options, (ReadFrom From, long First) start, int pace)
        {
            Options = options;
            First = start.First;
            Pace = pace;
            _events = room.ReadAsync(start.From).GetAsyncEnumerator();
            _step = _events.MoveNextAsync().AsTask();
            HistoryReader? found = null;
            foreach (HistoryReader reader in Readers((HistoryFeed)Subscription((ChatRoom)room).Feed))
            {
                found = reader.Owner == room ? reader : found;
            }

            _buffer = Buffer(found!);
        }

        public RoomOptions Options { get; }

        /// <summary>The first message that it asked for.</summary>
        public long First { get; }

        /// <summary>After how many steps it reads on.</summary>
        public int Pace { get; }

        public RoomView View { get; private set; } = RoomView.Empty;

        public List<Gap> Gaps { get; } = [];

        public MessagingException? Failure { get; private set; }

        /// <summary>How many events are kept for it.</summary>
        public int Held => _buffer.Count;

        public bool IsInGap(long sequence) =>
            Gaps.Exists(gap => sequence > (gap.After ?? -1) && sequence < (gap.Before ?? long.MaxValue));

        /// <summary>If it is its turn, reads two events, or what there is.</summary>
        public void Pass(int step)
        {
            for (int i = 0; i < 2 && step % Pace == 0 && !_isOver && _step.IsCompleted; i++)
            {
                Take();
            }
        }

        public async Task ReadToAsync(EventMetadata last)
        {
            while (!_isOver && View.Find(last.Sequence) is null)
            {
                await Task.WhenAny(_step);
                Take();
            }
        }

        private void Take()
        {
            if (_step.IsFaulted)
            {
                Failure = (MessagingException)_step.Exception.InnerException!;
                _isOver = true;
                return;
            }

            View = View.Apply(_events.Current);
            if (_events.Current is Gap gap)
            {
                Gaps.Add(gap);
            }

            _step = _events.MoveNextAsync().AsTask();
        }

        // How full a reader's buffer is, the product has no reason to tell.
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_subscription")]
        private static extern ref RoomSubscription Subscription(ChatRoom room);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_readers")]
        private static extern ref ReaderSet<HistoryReader> Readers(HistoryFeed feed);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_buffer")]
        private static extern ref ReaderQueue<HistoryItem> Buffer(HistoryReader reader);
    }
}
