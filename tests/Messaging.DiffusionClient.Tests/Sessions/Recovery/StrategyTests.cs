using Messaging.DiffusionClient.Tests.Scripting;
using PushTechnology.ClientInterface.Client.Session;
using PushTechnology.ClientInterface.Client.Session.Reconnection;

namespace Messaging.DiffusionClient.Tests.Sessions.Recovery;

/// <summary>Strategies of applications: they may do anything, at any time, and anything twice.</summary>
[Trait("Rule", "SESS-19")]
public sealed class StrategyTests : LoggedTest
{
    private static readonly Func<IReconnectionAttempt, Task>[] WaysToGiveUp =
    [
        attempt =>
        {
            attempt.Abort();
            return Task.CompletedTask;
        },
        _ => throw new InvalidOperationException("kaput"),
        async attempt =>
        {
            await Task.Yield();
            throw new InvalidOperationException("kaput");
        },
        _ => Task.FromCanceled(new CancellationToken(true)),
        _ => null!,
        attempt =>
        {
            attempt.Abort();
            attempt.Start();
            attempt.Abort();
            return Task.CompletedTask;
        },
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Strategy_ThatGivesUp_ClosesTheSessionWithoutAnAttempt(int way)
    {
        await using RecoverableSession session =
            await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(new TestStrategy(WaysToGiveUp[way])));
        Task ping = session.Session.Ping.PingServerAsync();

        session.Connection.End(new IOException("cut"));

        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>())
            .WithMessage("*the reconnection strategy gave up*");
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSE_FAILED");
        session.Connector.Targets.Should().ContainSingle();
    }

    [Fact]
    public async Task Strategy_ThatStartsAndAbortsAndStarts_HasStarted()
    {
        TestStrategy strategy = new(attempt =>
        {
            attempt.Start();
            attempt.Abort();
            attempt.Start();
            return Task.CompletedTask;
        });
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));

        await session.ReplaceAsync(RecoverableSession.Reconnected(1));

        session.Connector.Targets.Should().HaveCount(2);
        strategy.Asked.Should().Be(1);
    }

    [Fact]
    public async Task Attempt_KeptByTheStrategy_CanBeStartedLater()
    {
        TestStrategy strategy = new(_ => Task.CompletedTask);
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        session.Connector.Accept(RecoverableSession.Reconnected(1));
        session.Connection.End(new IOException("cut"));
        IReconnectionAttempt attempt = await strategy.NextAsync();
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        session.TryNextState().Should().BeNull();

        attempt.Start();

        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
    }

    [Fact]
    public async Task Attempt_DecidedAfterItsTime_DoesNothing()
    {
        TestStrategy strategy = TestStrategy.Immediate();
        RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        await session.ReplaceAsync(RecoverableSession.Reconnected(1));
        IReconnectionAttempt old = await strategy.NextAsync();

        old.Abort();
        old.Start();

        await session.AnswerPingsAsync(1, 1);
        await session.DisposeAsync();
        old.Abort();
        session.Session.State.Should().BeSameAs(SessionState.CLOSED_BY_CLIENT);
        session.Connector.Targets.Should().HaveCount(2);
    }

    [Fact]
    public async Task Strategy_ThatWaitsBehindTheStart_IsNotAskedBeforeItIsDone()
    {
        TaskCompletionSource wait = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TestStrategy strategy = new(attempt =>
        {
            attempt.Start();
            return wait.Task;
        });
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        ScriptedConnection failing = session.Connector.Accept();

        await session.LoseAsync(RecoverableSession.Reconnected(1));
        failing.End();
        await failing.Disposed.Within();
        strategy.Asked.Should().Be(1);
        wait.SetResult();

        await session.NextRequestAsync();
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CONNECTED_ACTIVE");
        strategy.Asked.Should().Be(2);
    }

    [Fact]
    public async Task Strategy_ThatStartsAndThrows_GivesUpIfTheAttemptFails()
    {
        TestStrategy strategy = new(attempt =>
        {
            attempt.Start();
            throw new InvalidOperationException("kaput");
        });
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        await session.ReplaceAsync(RecoverableSession.Reconnected(1));
        session.Connector.Refuse(new IOException("refused"));

        session.Connection.End(new IOException("cut"));

        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSE_FAILED");
        strategy.Asked.Should().Be(2);
    }

    [Fact]
    public async Task Strategy_ThatBlocks_KeepsNobodyFromClosing()
    {
        using ManualResetEventSlim block = new();
        TestStrategy strategy = new(_ =>
        {
            block.Wait(WithinExtensions.Patience);
            return Task.CompletedTask;
        });
        await using RecoverableSession session = await RecoverableSession.OpenAsync(factory => factory.ReconnectionStrategy(strategy));
        session.Connection.End(new IOException("cut"));
        await strategy.NextAsync();

        session.Session.Close();

        await session.Session.Completion.Within();
        session.Session.State.Should().BeSameAs(SessionState.CLOSED_BY_CLIENT);
        block.Set();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Time_Up_ClosesTheSession(bool duringAnAttempt)
    {
        TestStrategy strategy = duringAnAttempt ? TestStrategy.Immediate() : new(_ => new TaskCompletionSource().Task);
        await using RecoverableSession session = await RecoverableSession.OpenAsync(
            factory => factory.ReconnectionTimeout(5000).ConnectionTimeout(60_000).ReconnectionStrategy(strategy));
        Task hanging = session.Connector.Hang();
        Task ping = session.Session.Ping.PingServerAsync();

        session.Connection.End(new IOException("cut"));
        await (duringAnAttempt ? hanging : strategy.NextAsync()).Within();
        session.Clock.Advance(TimeSpan.FromMilliseconds(4999));
        session.Session.State.Should().BeSameAs(SessionState.RECOVERING_RECONNECT);
        session.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await FluentActions.Awaiting(() => ping.Within()).Should().ThrowAsync<SessionClosedException>())
            .WithMessage("*was lost: cut, and no new connection was made within the reconnection timeout of 5000 ms*");
        (await session.NextStateAsync()).Should().Be("CONNECTED_ACTIVE -> RECOVERING_RECONNECT");
        (await session.NextStateAsync()).Should().Be("RECOVERING_RECONNECT -> CLOSE_FAILED");
        await session.Session.Completion.Within();
    }

    [Fact]
    public void Factory_NoStrategy_IsRefused() =>
        FluentActions.Invoking(() => PushTechnology.ClientInterface.Client.Factories.Diffusion.Sessions.ReconnectionStrategy(null))
            .Should().Throw<ArgumentNullException>();
}
