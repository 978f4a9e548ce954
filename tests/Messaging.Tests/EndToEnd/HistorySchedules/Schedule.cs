namespace Messaging.Tests.EndToEnd.HistorySchedules;

/// <summary>What is to happen in one room. All of it follows from the seed; only how the threads take turns does not.</summary>
internal sealed class Schedule
{
    /// <summary>How many clients there are. Each writes, and each has a connection that is cut now and then.</summary>
    public const int Clients = 3;

    private readonly Random _random;

    public Schedule(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        Options = new RoomOptions
        {
            Kind = RoomKind.History,
            RetainedRange = $"limit {_random.Next(3, 30)}",
            SubscriptionRange = $"limit {_random.Next(1, 30)}",
        };
        Before = _random.Next(12);
        HasCuts = _random.Next(4) > 0;
        Writers = [.. Enumerable.Range(0, Clients).Select(_ => NewSteps())];
    }

    public int Seed { get; }

    public RoomOptions Options { get; }

    /// <summary>How many messages there are in the room when the others begin.</summary>
    public int Before { get; }

    /// <summary>What each client does, one step after the other.</summary>
    public IReadOnlyList<IReadOnlyList<Step>> Writers { get; }

    private bool HasCuts { get; }

    private Step[] NewSteps() => [.. Enumerable.Range(0, _random.Next(5, 25)).Select(_ => NewStep())];

    private Step NewStep() => _random.Next(20) switch
    {
        < 4 => new Step.Read(NewReader()),
        < 8 => new Step.Edit(_random.Next(100)),
        < 10 => new Step.Remove(_random.Next(100)),
        10 when HasCuts => new Step.Cut(_random.Next(Clients)),
        _ => new Step.Send(),
    };

    private ReaderPlan NewReader() => new(
        Client: _random.Next(Clients),
        From: _random.Next(4) switch
        {
            0 => Start.LiveOnly,
            1 => Start.Latest,
            2 => Start.FromTime,
            _ => Start.FromSequence,
        },
        Number: _random.Next(40),
        Capacity: _random.Next(1, 8),
        Overflow: _random.Next(5) == 0 ? ReaderOverflow.DropOldest : ReaderOverflow.DropAndRepair,
        PausesAfter: _random.Next(3) == 0 ? _random.Next(8) : null);
}
