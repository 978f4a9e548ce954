using Messaging.Rooms.Reading;

namespace Messaging.Tests.Rooms.Reading;

public sealed class ReaderQueueTests
{
    [Fact]
    public async Task Read_WhatWasWritten_ComesInOrderAndThenTheEnd()
    {
        var queue = new ReaderQueue<int>(100, dropsOldest: true);
        Enumerable.Range(0, 50).Should().OnlyContain(i => queue.TryWrite(i));
        for (int i = 0; i < 40; i++)
        {
            Take(queue).Should().Be(i);
        }

        Enumerable.Range(50, 30).Should().OnlyContain(i => queue.TryWrite(i));
        queue.Complete();

        for (int i = 40; i < 80; i++)
        {
            (await queue.WaitToReadAsync(CancellationToken.None)).Should().BeTrue();
            Take(queue).Should().Be(i);
        }

        (await queue.WaitToReadAsync(CancellationToken.None)).Should().BeFalse();
        queue.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public void Write_Full_DropsTheOldestOrRefuses()
    {
        var dropping = new ReaderQueue<int>(3, dropsOldest: true);
        var refusing = new ReaderQueue<int>(3, dropsOldest: false);

        Enumerable.Range(0, 5).Select(dropping.TryWrite).Should().OnlyContain(isWritten => isWritten);
        Enumerable.Range(0, 5).Select(refusing.TryWrite).Should().Equal(true, true, true, false, false);

        (dropping.Count, Take(dropping), Take(dropping), Take(dropping)).Should().Be((3, 2, 3, 4));
        (refusing.Count, Take(refusing), Take(refusing), Take(refusing)).Should().Be((3, 0, 1, 2));
    }

    [Fact]
    public async Task WaitToRead_Empty_CompletesWithTheNextItem()
    {
        var queue = new ReaderQueue<int>(3, dropsOldest: true);
        for (int i = 0; i < 3; i++)
        {
            Task<bool> waiting = queue.WaitToReadAsync(CancellationToken.None).AsTask();
            waiting.IsCompleted.Should().BeFalse();
            queue.TryWrite(i);
            (await waiting.Within()).Should().BeTrue();
            Take(queue).Should().Be(i);
        }
    }

    [Fact]
    public async Task WaitToRead_NothingMoreComes_IsFalse()
    {
        var queue = new ReaderQueue<int>(3, dropsOldest: true);
        Task<bool> waiting = queue.WaitToReadAsync(CancellationToken.None).AsTask();

        queue.Complete();
        queue.Complete();

        (await waiting.Within()).Should().BeFalse();
        queue.TryWrite(1).Should().BeTrue(because: "what comes too late is no matter of room");
        queue.TryRead(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Look_WhileSomebodyWaits_SaysWhatThereIs()
    {
        var queue = new ReaderQueue<int>(3, dropsOldest: true);
        Task<bool> waiting = queue.WaitToReadAsync(CancellationToken.None).AsTask();

        queue.Look().Should().BeNull();
        queue.TryWrite(1);
        queue.Look().Should().BeTrue();
        queue.Complete();
        queue.Look().Should().BeTrue(because: "what is there comes before the end");
        Take(queue).Should().Be(1);
        queue.Look().Should().BeFalse();
        (await waiting.Within()).Should().BeTrue();
    }

    [Fact]
    public async Task WaitToRead_Cancelled_ThrowsWithTheTokenAndTheQueueGoesOn()
    {
        var queue = new ReaderQueue<int>(3, dropsOldest: true);
        using var source = new CancellationTokenSource();
        Task<bool> waiting = queue.WaitToReadAsync(source.Token).AsTask();

        await source.CancelAsync();

        (await FluentActions.Awaiting(() => waiting.Within()).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
        waiting.IsCanceled.Should().BeTrue();
        await FluentActions.Awaiting(() => queue.WaitToReadAsync(source.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        Task<bool> next = queue.WaitToReadAsync(CancellationToken.None).AsTask();
        queue.TryWrite(1);
        (await next.Within()).Should().BeTrue();
    }

    [Fact]
    public async Task WaitToRead_ManyWritersAndCancellations_LosesNothing()
    {
        const int Count = 20_000;
        var queue = new ReaderQueue<int>(Count, dropsOldest: false);
        Task writing = Task.Run(() =>
        {
            Parallel.For(0, Count, i => queue.TryWrite(i));
            queue.Complete();
        });
        var read = new HashSet<int>();
        for (bool isOver = false; !isOver;)
        {
            using var source = new CancellationTokenSource();
            ValueTask<bool> waiting = queue.WaitToReadAsync(source.Token);
            Task cancelling = read.Count % 3 == 0 ? source.CancelAsync() : Task.CompletedTask;
            try
            {
                isOver = !await waiting;
            }
            catch (OperationCanceledException)
            {
                // Once more.
            }

            await cancelling;
            while (queue.TryRead(out int item))
            {
                read.Add(item).Should().BeTrue();
            }
        }

        await writing.Within();
        read.Should().HaveCount(Count);
    }

    private static int Take(ReaderQueue<int> queue) => queue.TryRead(out int item) ? item : throw new InvalidOperationException("There is nothing.");
}
