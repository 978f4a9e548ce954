using System.Globalization;
using BenchmarkDotNet.Attributes;

namespace Messaging.Benchmarks.Micro;

/// <summary>What a page does with each event: the fold of a room's view.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private RoomView _view = RoomView.Empty;
    private MessagePosted _next = Post(0);
    private MessageEdited _edit = new(Post(0).Message);

    /// <summary>How many messages the view has.</summary>
    [Params(100, 9_000)]
    public int Items { get; set; }

    /// <summary>Makes the view.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _view = Enumerable.Range(0, Items).Aggregate(RoomView.Empty, (view, number) => view.Apply(Post(number))).Apply(new CaughtUp());
        _next = Post(Items);
        _edit = new MessageEdited(Post(Items / 2).Message with { Text = "edited", Edit = new EventMetadata(Items, Time(Items), "user") });
    }

    /// <summary>One more message.</summary>
    [Benchmark]
    public RoomView ApplyNext() => _view.Apply(_next);

    /// <summary>An edit in the middle.</summary>
    [Benchmark]
    public RoomView ApplyEdit() => _view.Apply(_edit);

    private static MessagePosted Post(int number) => new(new ChatMessage
    {
        Id = new MessageId(number.ToString(CultureInfo.InvariantCulture)),
        Text = "a line of chat",
        Name = "user",
        Timestamp = Time(number),
        Event = new EventMetadata(number, Time(number), "user"),
    });

    private static DateTimeOffset Time(int number) => DateTimeOffset.UnixEpoch.AddSeconds(number);
}
