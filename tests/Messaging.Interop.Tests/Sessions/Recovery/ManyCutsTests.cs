using System.Globalization;
using Messaging.TestKit.Node;

namespace Messaging.Interop.Tests.Sessions.Recovery;

/// <summary>The official SDK writes and reads while its connection breaks again and again, in every way that a connection can break.</summary>
public sealed class ManyCutsTests : RecoveryTest
{
    private const string Series = "series";
    private const int Cuts = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Rule", "SESS-14")]
    [Trait("Rule", "SESS-15")]
    [Trait("Rule", "SESS-16")]
    public async Task Cuts_AtRandom_LoseNothingThatWasAnsweredAndNeverEndTheSession(int seed)
    {
        Random random = new(seed);
        JsSession direct = await ConnectAsync();
        JsSession js = await ConnectThroughRelayAsync();
        await AddSeriesAsync(direct, Series);
        JsStream stream = await js.AddStreamAsync(Series, "json");
        await js.SelectAsync(Series);
        List<Task<bool>> appending = [];
        int others = 0;
        for (int cut = 0; cut < Cuts; cut++)
        {
            appending.AddRange(Append(js, appending.Count, random.Next(4)));
            others = await AppendOthersAsync(direct, others, random.Next(3));
            switch (random.Next(4))
            {
                case 0:
                    Relay.LoseRequests();
                    break;
                case 1:
                    Relay.LoseAnswers();
                    break;
                case 2:
                    Relay.LoseRequests();
                    Relay.LoseAnswers();
                    break;
                default:
                    break;
            }

            appending.AddRange(Append(js, appending.Count, random.Next(4)));
            others = await AppendOthersAsync(direct, others, random.Next(3));

            // The server cuts, too, so the SDK's own events do not come in pairs with these cuts. But after each there is a reconnection.
            int before = Reconnections();
            Relay.Cut(leavesServerHalfOpen: random.Next(3) == 0);
            await Eventually.BecomesAsync(Reconnections, now => now > before);
            await ConnectedAsync(js).Within();
        }

        bool[] answered = await Task.WhenAll(appending);
        int last = -1000;
        await direct.AppendAsync(Series, last);
        IReadOnlyList<int> there = await ReadSeriesAsync(direct, Series);

        // Each promise was settled. What was answered is there, once; what failed is there once or not at all.
        there.Should().OnlyHaveUniqueItems();
        Enumerable.Range(0, answered.Length).Where(i => answered[i]).Except(there).Should().BeEmpty();
        there.Where(value => value >= 0).Should().OnlyContain(value => value < answered.Length);
        answered.Should().Contain(true);

        // The reader has it all, in order. Where it was subscribed anew it was sent the whole series again.
        (await ReadToAsync(stream, last)).Should().Equal(there);
        js.Events.TakeAll().Should().OnlyContain(told => told.Kind == "disconnect" || told.Kind == "reconnect", "it was never closed, as for lost messages");
        int resumed = Log.Records.Count(record => record.EventId.Name == "SessionResumed");
        int restarted = Reconnections() - resumed;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Cuts} cuts: {resumed} resumed, {restarted} begun anew; {answered.Count(done => done)} of {answered.Length} appends answered.");
        resumed.Should().BePositive();
    }

    /// <summary>Waits for the SDK, which hears of it after the server. What it is to send before that it drops without a word.</summary>
    private static async Task ConnectedAsync(JsSession js)
    {
        while (!await js.IsConnectedAsync())
        {
            await Task.Delay(1);
        }
    }

    private int Reconnections() => Log.Records.Count(record => record.EventId.Name is "SessionResumed" or "SessionRestarted");

    private static IEnumerable<Task<bool>> Append(JsSession js, int first, int count) =>
        [.. Enumerable.Range(first, count).Select(async value =>
        {
            try
            {
                await js.AppendAsync(Series, value);
                return true;
            }
            catch (JsException e)
            {
                // The other one is a call at the moment at which the session has no connection.
                e.Reason.Should().ContainAny("Peer is disconnected", "The session is not connected");
                return false;
            }
        })];

    /// <summary>Appends numbers below zero, by a session whose connection is good.</summary>
    private static async Task<int> AppendOthersAsync(JsSession direct, int done, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await direct.AppendAsync(Series, -1 - done++);
        }

        return done;
    }

    private static async Task<IReadOnlyList<int>> ReadToAsync(JsStream stream, int last)
    {
        List<int> values = [];
        while (true)
        {
            JsEvent told = await stream.Events.NextAsync();
            if (told.Kind == "unsubscribe")
            {
                values.Clear();
            }
            else if (told.Kind == "value")
            {
                values.Add(int.Parse(told.Value.ToString(), CultureInfo.InvariantCulture));
                if (values[^1] == last)
                {
                    return values;
                }
            }
        }
    }
}
