using System.Globalization;

namespace Messaging.Chaos.Tests;

/// <summary>How much of what a run has.</summary>
internal sealed record ChaosPlan
{
    private const string SecondsVariable = "MESSAGING_CHAOS_SECONDS";
    private const string SeedVariable = "MESSAGING_CHAOS_SEED";

    /// <summary>How many events a room may retain at most: the local server's own limit.</summary>
    private const int LargestHistory = 100_000;

    /// <summary>How long faults happen: 60 seconds, or what <c>MESSAGING_CHAOS_SECONDS</c> says.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(ReadNumber(SecondsVariable) ?? 60);

    /// <summary>Decides the faults and the pauses, not how threads and processes take turns: <c>MESSAGING_CHAOS_SEED</c>, or any.</summary>
    public int Seed { get; init; } = ReadNumber(SeedVariable) ?? Random.Shared.Next();

    public int Rooms { get; init; } = 4;

    public int Writers { get; init; } = 20;

    public int Readers { get; init; } = 40;

    /// <summary>Writers and readers that are the official JavaScript SDK; they are among those above.</summary>
    public int JavaScriptWriters { get; init; }

    public int JavaScriptReaders { get; init; }

    /// <summary>The mean time between two cuts.</summary>
    public TimeSpan CutInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the server process is killed, evenly over the run.</summary>
    public int ServerKills { get; init; } = 2;

    /// <summary>How long the server's answers get lost before it is killed: long enough for writers to send something.</summary>
    public TimeSpan SilenceBeforeKill { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The shortest mean pause of a writer.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The mean pause of a writer: the shortest, or more in a long run, as no message may leave the history before the end.</summary>
    public TimeSpan Pause
    {
        get
        {
            double messagesPerWriter = (double)LargestHistory * Rooms / Writers * 0.8;
            return TimeSpan.FromSeconds(Math.Max(ShortestPause.TotalSeconds, Duration.TotalSeconds / messagesPerWriter));
        }
    }

    /// <summary>
    /// How long clients may take to be well again when nothing breaks any more: many at once, of which some have just begun to wait for
    /// their next attempt to connect, or for an answer that is lost.
    /// </summary>
    public static TimeSpan Patience { get; } = 3 * WithinExtensions.Patience;

    public static string RetainedRange { get; } = FormattableString.Invariant($"limit {LargestHistory}");

    public string RoomOf(int client) => $"chaos-{client % Rooms}";

    private static int? ReadNumber(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
