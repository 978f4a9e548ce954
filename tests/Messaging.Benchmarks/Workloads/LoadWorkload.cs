using System.Diagnostics;
using Messaging.Benchmarks.Measuring;

namespace Messaging.Benchmarks.Workloads;

/// <summary>A workload that is a steady load in a closed loop: it is started, warms up, is measured for a while, and stops.</summary>
internal abstract class LoadWorkload(RunContext context) : Workload
{
    private volatile bool _isStopping;

    protected RunContext Context { get; } = context;

    /// <summary>Whether no new operation is to begin.</summary>
    protected bool IsStopping => _isStopping;

    /// <summary>How many operations there were so far. Read from another thread.</summary>
    protected abstract long Operations { get; }

    /// <summary>What keeps latencies, if anything does.</summary>
    protected virtual IReadOnlyList<LatencyRecorder> Recorders => [];

    public override async Task<RunResult> MeasureAsync(CancellationToken cancellationToken)
    {
        Start();

        // On a thread of its own: on a machine with no CPU to spare a timer's callback waits for the pool as everybody does.
        Task<RunResult> measuring = Task.Factory.StartNew(Measure, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Context.Faults.Watch(measuring);
        await Task.WhenAny(measuring, Context.Faults.First);
        _isStopping = true;
        Context.Faults.ThrowIfAny();
        return await measuring;
    }

    public sealed override async Task<long> CheckAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource drain = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        drain.CancelAfter(Context.Settings.Patience);
        Task draining = DrainAsync(drain.Token);
        await Task.WhenAny(draining, Context.Faults.First);
        Context.Faults.ThrowIfAny();
        try
        {
            await draining;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidDataException($"Messages are missing {Context.Settings.Patience.TotalSeconds:0} s after the last was published.");
        }

        return await CheckMessagesAsync(cancellationToken);
    }

    /// <summary>Begins to load the peer, and returns.</summary>
    protected abstract void Start();

    /// <summary>Completes when everything that was begun has ended.</summary>
    protected abstract Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>Checks the messages when there are no more to come.</summary>
    protected abstract Task<long> CheckMessagesAsync(CancellationToken cancellationToken);

    /// <summary>Waits until a condition holds.</summary>
    protected static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancellationToken);
        }
    }

    private RunResult Measure()
    {
        Thread.Sleep(Context.Settings.WarmUp);
        int server = Context.Settings.Server.ProcessId;
        foreach (LatencyRecorder recorder in Recorders)
        {
            recorder.Start();
        }

        Snapshot start = Snapshot.Take(Operations, server);
        SleepForHalfTheWindow(start);
        Snapshot middle = Snapshot.Take(Operations, server);
        SleepForHalfTheWindow(middle);
        Snapshot end = Snapshot.Take(Operations, server);
        foreach (LatencyRecorder recorder in Recorders)
        {
            recorder.Stop();
        }

        long operations = end.Operations - start.Operations;
        if (operations == 0)
        {
            throw new InvalidDataException("Nothing happened in the whole window.");
        }

        return new RunResult
        {
            Peer = Context.Peer.Name,
            Workload = Context.Workload,
            Operations = operations,
            Seconds = Stopwatch.GetElapsedTime(start.Timestamp, end.Timestamp).TotalSeconds,
            OperationsPerSecond = Rate(start, end),
            Steadiness = Rate(middle, end) / Rate(start, middle),
            ServerCpu = (end.Server - start.Server) / operations,
            ClientCpu = (end.Client - start.Client) / operations,
            AllocatedBytes = (end.AllocatedBytes - start.AllocatedBytes) / (double)operations,
            Gen0Collections = end.Gen0Collections - start.Gen0Collections,
            Latency = LatencyRecorder.Summarise(Recorders),
            Noise = NoiseBetween(start, end),
        };
    }

    /// <summary>Longer, if nothing has happened by then: a short window on a busy machine may hold no operation at all.</summary>
    private void SleepForHalfTheWindow(Snapshot since)
    {
        Thread.Sleep(Context.Settings.Window / 2);
        while (Operations == since.Operations && Stopwatch.GetElapsedTime(since.Timestamp) < Context.Settings.Patience + Context.Settings.Window)
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(5));
        }
    }

    private static Noise NoiseBetween(Snapshot start, Snapshot end)
    {
        double window = Stopwatch.GetElapsedTime(start.Timestamp, end.Timestamp).TotalMicroseconds;
        MachineCpu machine = end.Machine - start.Machine;
        double own = (end.Client - start.Client).Total + (end.Server - start.Server).Total;
        return new Noise(Math.Max(0, machine.Busy - own) / window, machine.Stolen / window);
    }

    private static double Rate(Snapshot from, Snapshot to) =>
        (to.Operations - from.Operations) / Stopwatch.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds;
}
