using System.Globalization;
using System.Text;
using Messaging.Chaos.Tests.Clients;
using Messaging.Chaos.Tests.Evidence;

namespace Messaging.Chaos.Tests;

/// <summary>What a run did, in words and numbers, and what was wrong.</summary>
internal sealed class ChaosReport
{
    public required ChaosPlan Plan { get; init; }

    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required int ServerKills { get; init; }

    public required ChatFleet Fleet { get; init; }

    /// <summary>How messages turned out that the clients looked for before they sent them again.</summary>
    public required IReadOnlyDictionary<string, int> LookedFor { get; init; }

    public required JavaScriptReport JavaScript { get; init; }

    public required IReadOnlyDictionary<string, int> JavaScriptFailures { get; init; }

    public required IReadOnlyCollection<SentMessage> Sent { get; init; }

    public required int Held { get; init; }

    public required IReadOnlyList<string> Problems { get; init; }

    public override string ToString()
    {
        ChaosPlan plan = Plan;
        var text = new StringBuilder();
        Line($"chaos for {plan.Duration.TotalSeconds} s, seed {plan.Seed}");
        Line($"  {plan.Writers} writers ({plan.JavaScriptWriters} of them the JavaScript SDK) and {plan.Readers} readers ({plan.JavaScriptReaders}) in {plan.Rooms} rooms");
        Line($"  faults: {Counted(Faults)}; server killed {ServerKills} times");
        Line($"  messages: {Sent.Count} sent, {CountOf(Outcome.Accepted)} accepted, {CountOf(Outcome.NotThere)} told not there, {CountOf(Outcome.Unknown)} told unknown; the rooms hold {Held}");
        Line($"  clients: {Fleet.Resumed} sessions resumed, {Fleet.Replaced} replaced; messages looked for before they were sent again: {Counted(LookedFor)}");
        Line($"  readers: {Fleet.Folds.Sum(fold => (long)fold.Messages.Count)} messages read, {Fleet.Folds.Sum(fold => fold.GapCount)} gaps");
        Line($"  failed sends: {Counted(Fleet.Writers.SelectMany(writer => writer.Failures).GroupBy(f => f.Key.ToString()).ToDictionary(f => f.Key, f => f.Sum(count => count.Value)))}");
        if (plan.JavaScriptWriters + plan.JavaScriptReaders > 0)
        {
            Line($"  JavaScript SDK: {JavaScript.Disconnects} disconnects, {JavaScript.Reconnects} resumed, {JavaScript.Reopened} sessions opened again, {JavaScript.Refreshes} subscriptions refreshed, {JavaScript.Events} messages read");
            Line($"  its failures: {Counted(JavaScriptFailures)}");
        }

        Line($"  problems: {Problems.Count}");
        foreach (string problem in Problems.Take(50))
        {
            Line($"    {problem}");
        }

        return text.ToString();

        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
    }

    private int CountOf(Outcome outcome) => Sent.Count(message => message.Outcome == outcome);

    private static string Counted(IReadOnlyDictionary<string, int> counts) =>
        counts.Count == 0 ? "none" : string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}"));
}
