using Messaging.LocalServer.Topics;

namespace Messaging.LocalServer.Tests.Sessions.Recovery;

/// <summary>What is held back, for how long, and what comes instead, step by step and without a clock or a socket.</summary>
/// <remarks>Frames of 20 bytes and 2 for the header: five of them are above the threshold of 100.</remarks>
[Trait("Rule", "TOPIC-91")]
public sealed class SessionOutputTests : IDisposable
{
    private const int PressureFrames = 6;

    private readonly SlowSession _session = new();

    [Fact]
    public void AppendUpdate_WhileAValueIsHeldAndThePressureIsGone_StaysHeld()
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate);

        // Behind what is being written waits so much that the value has to wait once more, and alone it is no pressure.
        _session.Send(90);
        _session.Take();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Publish(2, ConflationPolicy.Conflate).Should().BeTrue();

        _session.TakeAll().Should().Equal(["m", "2+1", "1=2"], "an update of topic 1 would build on a value that was never sent");
    }

    [Fact]
    public void AppendUpdate_OfATopicThatIsHeldAfterOthersWereSent_StaysHeld()
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate, size: 60);
        _session.Publish(2, ConflationPolicy.Conflate, size: 60);
        _session.Publish(3, ConflationPolicy.Conflate, size: 60);

        // The first takes the room there is.
        _session.Take();
        _session.Publish(2, ConflationPolicy.Conflate);
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Publish(3, ConflationPolicy.Conflate);

        _session.TakeAll().Should().Equal("1=1", "1+2", "2=2", "3=2");
        _session.Publish(2, ConflationPolicy.Conflate);
        _session.Publish(3, ConflationPolicy.Conflate);
        _session.TakeAll().Should().Equal(["2+3", "3+3"], "nothing is held any more");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AppendUpdate_WhileAValueIsHeldForASessionThatIsNotConflatedAnyMore_StaysHeld(bool isOffAgain)
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Output.SetConflated(false);
        if (isOffAgain)
        {
            _session.Output.SetConflated(true);
        }

        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Publish(2, ConflationPolicy.Off);

        _session.TakeAll().Should().EndWith(["2+1", "1=2"]).And.NotContain("1=1");
    }

    [Fact]
    public void AppendUpdate_ManyTimesWhileHeld_KeepsTheTopicsPlaceAndItsLatestValue()
    {
        PutUnderPressure();
        _session.Publish(2, ConflationPolicy.Conflate);
        for (int i = 0; i < 100; i++)
        {
            _session.Publish(1, ConflationPolicy.Conflate);
            _session.Publish(2, ConflationPolicy.Conflate);
        }

        _session.TakeAll().Should().EndWith(["2=101", "1=100"]).And.HaveCount(2 + PressureFrames - 1);
    }

    [Fact]
    public void AppendUpdate_OfATopicThatAlwaysYields_IsHeldWhileAnythingWaits()
    {
        _session.Send(20);
        _session.Publish(1, ConflationPolicy.Always);
        _session.Publish(2, ConflationPolicy.Conflate);

        _session.TakeAll().Should().Equal("m", "2+1", "1=1");
        _session.Publish(1, ConflationPolicy.Always);
        _session.TakeAll().Should().Equal("1+2");
    }

    [Fact]
    public void ForgetHeld_TheOnlyValueThatIsHeld_LeavesNothingHeld()
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Output.ForgetHeld(1);

        _session.TakeAll().Should().NotContain(told => told.StartsWith("1=", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Rule", "TOPIC-92")]
    public void AppendUpdate_OfATopicThatUnsubscribes_IsSentAndSaysSo()
    {
        _session.Publish(1, ConflationPolicy.Unsubscribe).Should().BeTrue();
        PutUnderPressure();

        _session.Publish(1, ConflationPolicy.Unsubscribe).Should().BeFalse();

        _session.TakeAll().Should().EndWith("1+2");
    }

    [Fact]
    [Trait("Rule", "SESS-14")]
    public void Resume_WithAValueHeld_ReplacesItWhileThereIsNoConnectionAndSendsItBehindWhatIsRepeated()
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Lose();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Publish(2, ConflationPolicy.Conflate);

        _session.Resume();
        _session.Publish(1, ConflationPolicy.Conflate);

        IReadOnlyList<string> told = _session.TakeAll();
        told.Should().EndWith(["2+1", "m", "1=3"]).And.HaveCount(PressureFrames + 2);
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public void Restart_WithAValueHeld_ForgetsIt()
    {
        PutUnderPressure();
        _session.Publish(1, ConflationPolicy.Conflate);
        _session.Lose();

        _session.Restart();

        _session.TakeAll().Should().Equal("m");
    }

    /// <summary>Whatever happens in whatever order, a client can use all that it is sent, and has the latest value in the end.</summary>
    [Fact]
    public void AppendUpdate_AnySchedule_EndsWithTheLatestValuesOfAllTopics()
    {
        ConflationPolicy[] policies = [ConflationPolicy.Off, ConflationPolicy.Conflate, ConflationPolicy.Conflate, ConflationPolicy.Always];
        int published = 0;
        int told = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            using var session = new SlowSession();
            for (int i = 0; i < 300; i++)
            {
                int topic = random.Next(policies.Length);
                switch (random.Next(20))
                {
                    case < 13:
                        session.Publish(topic, policies[topic], random.Next(10, 80));
                        break;
                    case < 17:
                        session.Take();
                        break;
                    case < 18:
                        session.Send(random.Next(10, 120));
                        break;
                    case < 19:
                        session.Output.SetConflated(random.Next(3) > 0);
                        break;
                    default:
                        session.Lose();
                        session.Publish(topic, policies[topic]);
                        session.Resume();
                        break;
                }
            }

            session.TakeAll();
            session.Seen.Should().BeEquivalentTo(session.Published, "seed {0}", seed);
            published += session.Published.Values.Sum();
            told += session.Told.Count(word => word != "m");
        }

        told.Should().BeLessThan(published * 9 / 10, "much was held back");
    }

    public void Dispose() => _session.Dispose();

    // One frame is being written, the others wait behind it.
    private void PutUnderPressure()
    {
        for (int i = 0; i < PressureFrames; i++)
        {
            _session.Send(20);
        }

        _session.Take();
    }
}
