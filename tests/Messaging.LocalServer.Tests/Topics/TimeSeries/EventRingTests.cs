using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Topics;
using Messaging.LocalServer.Topics.TimeSeries;

namespace Messaging.LocalServer.Tests.Topics.TimeSeries;

public sealed class EventRingTests
{
    private static readonly PublishedValue Value = PublishedValue.Create(1, [], default, new WireWriter());

    [Fact]
    public void Ring_GrowsAndShrinks_WithWhatItHolds()
    {
        EventRing ring = new();
        ring.Capacity.Should().Be(0, "a topic without events holds nothing");

        Add(ring, 10_000);
        ring.Capacity.Should().Be(16_384);
        while (ring.Count > 20)
        {
            ring.RemoveFirst();
        }

        ring.Capacity.Should().BeLessThanOrEqualTo(128);
        Timestamps(ring).Should().Equal(Enumerable.Range(9_980, 20).Select(i => (long)i));
    }

    [Fact]
    public void Ring_OfSteadySize_DoesNotGrow()
    {
        EventRing ring = new();

        for (int i = 0; i < 1000; i++)
        {
            Add(ring, 1);
            if (ring.Count > 100)
            {
                ring.RemoveFirst();
            }
        }

        ring.Capacity.Should().Be(128);
        (ring.First, ring.End, ring.Count).Should().Be((900, 1000, 100));
        Timestamps(ring).Should().Equal(Enumerable.Range(900, 100).Select(i => (long)i));
    }

    [Fact]
    public void RemoveFirst_LetsGoOfTheEvent()
    {
        EventRing ring = new();
        WeakReference removed = AddAndRemove(ring);

        GC.Collect();

        removed.IsAlive.Should().BeFalse();
        ring.Count.Should().Be(1);
    }

    // Of its own, so that no register or local keeps the value.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference AddAndRemove(EventRing ring)
    {
        PublishedValue value = PublishedValue.Create(1, [], default, new WireWriter());
        ring.Add(new StoredEvent { Published = value, Timestamp = 0, OriginalSequence = 0, EditLink = StoredEvent.NoEdit });
        Add(ring, 1);
        ring.RemoveFirst();
        return new WeakReference(value);
    }

    private static List<long> Timestamps(EventRing ring)
    {
        List<long> timestamps = [];
        for (long sequence = ring.First; sequence < ring.End; sequence++)
        {
            timestamps.Add(ring[sequence].Timestamp);
        }

        return timestamps;
    }

    private static void Add(EventRing ring, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ring.Add(new StoredEvent { Published = Value, Timestamp = ring.End, OriginalSequence = ring.End, EditLink = StoredEvent.NoEdit });
        }
    }
}
