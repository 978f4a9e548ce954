using System.Text.RegularExpressions;
using Messaging.LocalServer.Tests.Tool;

namespace Messaging.LocalServer.Tests.Persistence.Kill;

/// <summary>Starts a server on one directory, loads it, kills it at a random moment, starts it again and looks; many times.</summary>
internal sealed partial class KillRun(int seed, string directory)
{
    private const int MostChangesBeforeKill = 400;

    private readonly Random _random = new(seed);
    private readonly List<ILoad> _loads =
    [
        new SeriesLoad(1, seed), new SeriesLoad(2, seed + 1), new SeriesLoad(3, seed + 2), new ValueLoad(), new TopicLoad(), new StoreLoad(),
    ];

    private int _tornTails;

    /// <summary>Does it.</summary>
    /// <returns>What happened, as a report.</returns>
    public async Task<string> RunAsync(int kills)
    {
        for (int kill = 1; kill <= kills; kill++)
        {
            await using ToolProcess tool = Start();
            Uri url = await tool.ReadUrlAsync();
            await VerifyAsync(url);
            await LoadUntilKilledAsync(tool, url);
        }

        await using ToolProcess last = Start();
        await VerifyAsync(await last.ReadUrlAsync());
        return $"kill -9, {kills} times, seed {seed}: {string.Join(", ", _loads.GroupBy(load => load.Name).Select(Report))} confirmed, nothing of it missing, nothing torn; "
            + $"{_tornTails} torn tails cut off, {CountCompactions()} compactions.";

        static string Report(IGrouping<string, ILoad> loads) => $"{loads.Sum(load => load.Confirmed)} {loads.Key}";
    }

    private ToolProcess Start() => ToolProcess.Start(
        "--port", "0", "--data", directory, "--fsync", "--compact-at", "65536",
        "--principal", "admin:admin's password:ADMINISTRATOR", "--principal", "writer:writer's password:CLIENT,TOPIC_CONTROL");

    private async Task VerifyAsync(Uri url)
    {
        await using LoadClient reader = await LoadClient.ConnectAsync(url, "writer", "writer's password");
        await using LoadClient admin = await LoadClient.ConnectAsync(url, "admin", "admin's password");
        await using LoadClient viewer = await LoadClient.ConnectAsync(url, "admin", "admin's password");
        foreach (ILoad load in _loads)
        {
            await load.VerifyAsync(load is StoreLoad ? admin : load is SeriesLoad ? reader : viewer, url);
        }
    }

    private async Task LoadUntilKilledAsync(ToolProcess tool, Uri url)
    {
        int rest = _random.Next(1, MostChangesBeforeKill);
        int spin = _random.Next(20_000);
        using CancellationTokenSource killed = new();
        Task[] work = [.. _loads.Select(load => Task.Run(() => WorkAsync(load)))];
        await Task.WhenAll(work).Within();
        (_, _, string errors) = await tool.EndAsync();
        _tornTails += errors.Contains("were cut off", StringComparison.Ordinal) ? 1 : 0;
        errors.Should().NotContain("fail:").And.NotContain("crit:");

        async Task WorkAsync(ILoad load)
        {
            try
            {
                string principal = load is StoreLoad ? "admin" : "writer";
                await using LoadClient client = await LoadClient.ConnectAsync(url, principal, $"{principal}'s password");
                await load.WorkAsync(client, OnConfirmed);
            }
            catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException && Volatile.Read(ref rest) <= 0)
            {
                // Killed.
            }
        }

        void OnConfirmed()
        {
            if (Interlocked.Decrement(ref rest) == 0)
            {
                Thread.SpinWait(spin);
                tool.Kill();
            }
        }
    }

    private string CountCompactions()
    {
        string log = Directory.GetFiles(directory).Select(file => Path.GetFileName(file)!).Single(name => LogPattern().IsMatch(name));
        return (int.Parse(log[4..], System.Globalization.CultureInfo.InvariantCulture) - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^log-[0-9]{10}$")]
    private static partial Regex LogPattern();
}
