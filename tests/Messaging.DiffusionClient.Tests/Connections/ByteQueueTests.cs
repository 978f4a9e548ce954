using Messaging.DiffusionClient.Connections;

namespace Messaging.DiffusionClient.Tests.Connections;

public sealed class ByteQueueTests
{
    [Fact]
    public void Queue_AnyOrderOfUse_HoldsWhatAListWould()
    {
        Random random = new(7);
        ByteQueue queue = new();
        List<byte> expected = [];
        for (int round = 0; round < 20_000; round++)
        {
            if (random.Next(2) == 0)
            {
                byte[] bytes = new byte[random.Next(round % 100 == 0 ? 20_000 : 300)];
                random.NextBytes(bytes);
                queue.Enqueue(bytes);
                expected.AddRange(bytes);
            }
            else
            {
                int count = random.Next(expected.Count + 1);
                queue.Dequeue(count);
                expected.RemoveRange(0, count);
            }

            int offset = random.Next(expected.Count + 1);
            byte[] copy = new byte[random.Next(expected.Count - offset + 1)];
            queue.CopyTo(offset, copy);
            (queue.Length == expected.Count && copy.AsSpan().SequenceEqual(expected.Skip(offset).Take(copy.Length).ToArray()))
                .Should().BeTrue("round {0}", round);
        }
    }

    [Fact]
    public void Queue_ThatHasHeldMuch_ShrinksWhenLittleIsLeft()
    {
        ByteQueue queue = new();
        queue.Enqueue(new byte[1_000_000]);
        queue.Dequeue(1_000_000);

        queue.Enqueue([1]);

        queue.Capacity.Should().BeLessThan(1000);
    }
}
