using System.Threading.Channels;
using Messaging.DiffusionClient.Connections;
using Messaging.DiffusionClient.Tests.Scripting;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.DiffusionClient.Tests.Connections;

/// <summary>Order, gathering and the bound of what waits to be sent.</summary>
public sealed class OutboxTests : LoggedTest
{
    private readonly ScriptedConnection _connection = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Send_DuringASend_GoesTogetherInTheNext()
    {
        Outbox outbox = Create(capacity: 1000);
        _connection.HoldSends(_gate.Task);

        for (byte i = 0; i < 100; i++)
        {
            await outbox.SendAsync([i], isLone: true, CancellationToken.None);
        }

        _gate.SetResult();
        for (byte i = 0; i < 100; i++)
        {
            (await _connection.TakeAsync()).Should().Equal(i);
        }

        _connection.Sends.Should().Be(2);
    }

    [Fact]
    public async Task Send_WhereOthersFollow_GoesInOrderWithoutTheCaller()
    {
        Outbox outbox = Create(capacity: 1000);

        for (byte i = 0; i < 200; i++)
        {
            await outbox.SendAsync([i], isLone: i % 10 == 9, CancellationToken.None);
        }

        for (byte i = 0; i < 200; i++)
        {
            (await _connection.TakeAsync()).Should().Equal(i);
        }
    }

    [Fact]
    public async Task Send_WhereOthersFollowAndTheConnectionIsReplaced_GoesOverTheNewOneOnly()
    {
        for (int round = 0; round < 200; round++)
        {
            ScriptedConnection second = new();
            Outbox outbox = CreateRecovering(capacity: 1000);
            await outbox.SendAsync([1], isLone: false, CancellationToken.None);
            outbox.Detach();
            int next = outbox.OldestRepeatable();
            await outbox.SendAsync([2], isLone: false, CancellationToken.None);
            outbox.TryResume(second, next).Should().BeTrue();
            outbox.Flush();
            await outbox.SendAsync([3], isLone: false, CancellationToken.None);

            for (byte i = 1; i <= 3; i++)
            {
                (await second.TakeAsync()).Should().Equal(i);
            }
        }
    }

    [Fact]
    public async Task Send_OutboxFull_WaitsInOrder()
    {
        Outbox outbox = Create(capacity: 10);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync(Message(1, 8), isLone: true, CancellationToken.None);
        await outbox.SendAsync(Message(2, 8), isLone: true, CancellationToken.None);

        Task third = outbox.SendAsync(Message(3, 8), isLone: true, CancellationToken.None).AsTask();
        Task small = outbox.SendAsync(Message(4, 1), isLone: true, CancellationToken.None).AsTask();
        third.IsCompleted.Should().BeFalse();
        small.IsCompleted.Should().BeFalse("it must not overtake");
        _gate.SetResult();

        await third.Within();
        await small.Within();
        for (byte i = 1; i <= 4; i++)
        {
            (await _connection.TakeAsync())[0].Should().Be(i);
        }
    }

    [Fact]
    public async Task Send_LargerThanTheOutbox_GoesAlone()
    {
        Outbox outbox = Create(capacity: 10);

        await outbox.SendAsync(Message(1, 5000), isLone: true, CancellationToken.None).AsTask().Within();

        (await _connection.TakeAsync()).Should().HaveCount(5000);
    }

    [Fact]
    public async Task Send_CancelledWhileWaiting_IsNotSent()
    {
        Outbox outbox = Create(capacity: 10);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync(Message(1, 8), isLone: true, CancellationToken.None);
        await outbox.SendAsync(Message(2, 8), isLone: true, CancellationToken.None);
        using CancellationTokenSource source = new();
        Task cancelled = outbox.SendAsync(Message(3, 8), isLone: true, source.Token).AsTask();
        Task next = outbox.SendAsync(Message(4, 8), isLone: true, CancellationToken.None).AsTask();

        await source.CancelAsync();
        await FluentActions.Awaiting(() => cancelled.Within()).Should().ThrowAsync<OperationCanceledException>();
        _gate.SetResult();

        await next.Within();
        (await _connection.TakeAsync())[0].Should().Be(1);
        (await _connection.TakeAsync())[0].Should().Be(2);
        (await _connection.TakeAsync())[0].Should().Be(4);
    }

    [Fact]
    public async Task SendLast_OutboxFull_GoesBehindAllOthers()
    {
        Outbox outbox = Create(capacity: 10);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync(Message(1, 8), isLone: true, CancellationToken.None);
        await outbox.SendAsync(Message(2, 8), isLone: true, CancellationToken.None);
        Task waiting = outbox.SendAsync(Message(3, 8), isLone: true, CancellationToken.None).AsTask();

        outbox.SendLast([0x1d]);
        _gate.SetResult();

        await waiting.Within();
        for (byte i = 1; i <= 3; i++)
        {
            (await _connection.TakeAsync())[0].Should().Be(i);
        }

        (await _connection.TakeAsync()).Should().Equal(0x1d);
        FluentActions.Invoking(() => outbox.SendAsync([1], isLone: true, CancellationToken.None)).Should().Throw<IOException>();
    }

    [Fact]
    public async Task Send_ConnectionBroken_TellsOnceAndKeepsWhatWaits()
    {
        Channel<Exception> failures = Channel.CreateUnbounded<Exception>();
        Outbox outbox = new(10, null, (_, e) => failures.Writer.TryWrite(e));
        outbox.Attach(_connection);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync(Message(1, 8), isLone: true, CancellationToken.None);
        await outbox.SendAsync(Message(2, 8), isLone: true, CancellationToken.None);
        Task waiting = outbox.SendAsync(Message(3, 8), isLone: true, CancellationToken.None).AsTask();

        _gate.SetException(new IOException("broken pipe"));

        (await failures.Reader.ReadAsync().Within()).Message.Should().Be("broken pipe");
        waiting.IsCompleted.Should().BeFalse("somebody else decides what becomes of it");
        outbox.Close();
        await FluentActions.Awaiting(() => waiting.Within()).Should().ThrowAsync<IOException>();
        FluentActions.Invoking(() => outbox.SendAsync([1], isLone: true, CancellationToken.None)).Should().Throw<IOException>();
        failures.Reader.TryRead(out _).Should().BeFalse("it was told once");
    }

    [Fact]
    [Trait("Rule", "SESS-18")]
    public async Task Replace_DuringASend_RepeatsWhatTheServerMissesAndThenSendsWhatWaits()
    {
        Outbox outbox = CreateRecovering(capacity: 3);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync([1], isLone: true, CancellationToken.None);
        await outbox.SendAsync([2], isLone: true, CancellationToken.None);
        await outbox.SendAsync([3], isLone: true, CancellationToken.None);
        await outbox.SendAsync([4], isLone: true, CancellationToken.None);
        Task waiting = outbox.SendAsync([5], isLone: true, CancellationToken.None).AsTask();

        outbox.Detach();
        await waiting.Within();
        await outbox.SendAsync([6], isLone: true, CancellationToken.None).AsTask().Within();
        outbox.OldestRepeatable().Should().Be(1);
        ScriptedConnection second = new();
        outbox.TryResume(second, 1).Should().BeTrue();
        outbox.Flush();
        _gate.SetResult();

        for (byte i = 1; i <= 6; i++)
        {
            (await second.TakeAsync()).Should().Equal(i);
        }

        outbox.OldestRepeatable().Should().Be(1, "the repeated message does not count, the next new one has its number");
        await outbox.SendAsync([7], isLone: true, CancellationToken.None);
        (await second.TakeAsync()).Should().Equal(7);
        (await _connection.TakeAsync()).Should().Equal(1);
        _connection.TryTake().Should().BeNull("nothing else goes over the old connection");
    }

    [Fact]
    [Trait("Rule", "SESS-12")]
    public async Task Restart_DropsWhatWaits()
    {
        Outbox outbox = CreateRecovering(capacity: 1000);
        _connection.HoldSends(_gate.Task);
        await outbox.SendAsync([1], isLone: true, CancellationToken.None);
        await outbox.SendAsync([2], isLone: true, CancellationToken.None);
        outbox.Detach();

        ScriptedConnection second = new();
        outbox.Restart(second);
        outbox.Flush();
        await outbox.SendAsync([3], isLone: true, CancellationToken.None);

        (await second.TakeAsync()).Should().Equal(3);
        outbox.OldestRepeatable().Should().Be(1);
        _gate.SetResult();
    }

    private static byte[] Message(byte first, int length)
    {
        byte[] message = new byte[length];
        message[0] = first;
        return message;
    }

    private Outbox Create(int capacity)
    {
        Outbox outbox = new(capacity, null, (_, e) => throw e);
        outbox.Attach(_connection);
        return outbox;
    }

    private Outbox CreateRecovering(int capacity)
    {
        Outbox outbox = new(capacity, new RecoveryBuffer(TimeSpan.FromMinutes(1), new FakeTimeProvider()), (_, e) => throw e);
        outbox.Attach(_connection);
        return outbox;
    }
}
