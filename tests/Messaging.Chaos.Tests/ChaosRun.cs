using Messaging.Chaos.Tests.Clients;
using Messaging.Chaos.Tests.Evidence;
using Messaging.Chaos.Tests.Server;

namespace Messaging.Chaos.Tests;

/// <summary>A server that is killed, a network that breaks, and clients that nobody helps.</summary>
internal static class ChaosRun
{
    public static async Task<ChaosReport> RunAsync(ChaosPlan plan, RunLog log)
    {
        await using var server = new ServerProcess();
        await server.StartAsync();
        await using var network = new Network(server.Url, plan);
        await using MessagingClient witness = MessagingClient.Create(ClientOptions.For(server.Url), log);
        string[] rooms = [.. Enumerable.Range(0, plan.Rooms).Select(plan.RoomOf)];
        foreach (string room in rooms)
        {
            await using IChatRoom created = await witness.JoinAsync(room, ClientOptions.Room).Within();
        }

        await using ChatFleet fleet = await ChatFleet.StartAsync(network.Url, plan, log);
        await using JavaScriptFleet? javaScript = plan.JavaScriptWriters + plan.JavaScriptReaders > 0
            ? await JavaScriptFleet.StartAsync(network.Url, plan)
            : null;

        int kills = await SufferAsync(plan, server, network);

        await Task.WhenAll(fleet.StopWritingAsync(), javaScript?.StopWritingAsync() ?? Task.CompletedTask);
        Dictionary<string, IReadOnlyDictionary<long, string>> histories = [];
        foreach (string room in rooms)
        {
            histories.Add(room, await ReadHistoryAsync(witness, room));
        }

        Dictionary<string, long> lastOfRoom = histories.ToDictionary(room => room.Key, room => room.Value.Keys.DefaultIfEmpty(-1).Max());
        await fleet.FinishAsync(lastOfRoom);
        JavaScriptReport script = javaScript is null ? JavaScriptReport.None : await javaScript.FinishAsync(lastOfRoom);
        SentMessage[] sent = [.. fleet.Sent, .. javaScript?.Sent ?? []];
        return new ChaosReport
        {
            Plan = plan,
            Faults = network.Faults,
            ServerKills = kills,
            Fleet = fleet,
            LookedFor = log.Outcomes,
            JavaScript = script,
            JavaScriptFailures = javaScript?.Failures ?? new Dictionary<string, int>(),
            Sent = sent,
            Held = histories.Values.Sum(history => history.Count),
            Problems = [.. Verdict.Find(histories, sent, fleet.Folds), .. script.Problems],
        };
    }

    /// <summary>Breaks connections for as long as the plan says, and kills the server evenly over that time.</summary>
    private static async Task<int> SufferAsync(ChaosPlan plan, ServerProcess server, Network network)
    {
        using var end = new CancellationTokenSource(plan.Duration);
        Task breaking = network.BreakAsync(end.Token);
        int kills = 0;
        for (int i = 0; i < plan.ServerKills; i++)
        {
            await Task.Delay(plan.Duration / (plan.ServerKills + 1), CancellationToken.None);

            // Some of what the server has on its disk by then its authors are not told of.
            network.SwallowAnswers();
            await Task.Delay(plan.SilenceBeforeKill, CancellationToken.None);
            await server.KillAsync();
            await network.CutAllAsync();
            await server.StartAsync();
            kills++;
        }

        await breaking;
        return kills;
    }

    private static async Task<IReadOnlyDictionary<long, string>> ReadHistoryAsync(MessagingClient witness, string room)
    {
        await using IChatRoom handle = await witness.JoinAsync(room, ClientOptions.Room).Within();
        var history = new Dictionary<long, string>();
        await foreach (HistoryPage page in handle.History.Earliest().AsPages(1000))
        {
            foreach (ChatMessage message in page.Messages)
            {
                history.Add(message.Event!.Sequence, message.Text);
            }
        }

        return history;
    }
}
