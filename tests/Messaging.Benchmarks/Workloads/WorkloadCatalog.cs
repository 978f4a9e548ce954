namespace Messaging.Benchmarks.Workloads;

/// <summary>The workloads.</summary>
internal static class WorkloadCatalog
{
    private const int FullWindow = 128;

    private static readonly OrderedDictionary<string, Func<RunContext, Workload>> All = new(StringComparer.Ordinal)
    {
        [WorkloadNames.RoundTrip] = context => new RoundTripWorkload(context),
        [WorkloadNames.FanOut] = context => new FanOutWorkload(context, FullWindow),
        [WorkloadNames.FanOutOne] = context => new FanOutWorkload(context, window: 1),
        [WorkloadNames.Rooms] = context => new RoomsWorkload(context),
        [WorkloadNames.Append] = context => new AppendWorkload(context),
        [WorkloadNames.JoinHistory] = context => new JoinHistoryWorkload(context),
        [WorkloadNames.Idle] = context => new IdleWorkload(context),
        [WorkloadNames.Wire] = context => new WireWorkload(context),
    };

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>Makes one for one run.</summary>
    public static Workload Create(RunContext context) => All[context.Workload](context);
}
