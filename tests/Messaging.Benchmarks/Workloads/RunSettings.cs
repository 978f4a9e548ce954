using Messaging.Benchmarks.Messages;
using Messaging.Benchmarks.Servers;

namespace Messaging.Benchmarks.Workloads;

/// <summary>How one run goes.</summary>
/// <param name="Server">The server to run against.</param>
/// <param name="WarmUp">How long the load runs before anything is measured.</param>
/// <param name="Window">How long it is measured.</param>
/// <param name="Scale">What part of the workload's sessions and rooms there are, from more than 0 to 1 for all: tests take few.</param>
/// <param name="Shape">What the messages are like.</param>
internal sealed record RunSettings(
    ServerEndpoint Server, TimeSpan WarmUp, TimeSpan Window, double Scale = 1, MessageShape Shape = MessageShape.Chat)
{
    /// <summary>How long what was begun may take to end, and to begin at all, before the run is void.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A number of sessions or rooms, scaled.</summary>
    public int Scaled(int full, int least = 1) => Math.Max(least, (int)Math.Round(full * Scale));
}
