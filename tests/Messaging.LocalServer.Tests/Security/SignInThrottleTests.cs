using System.Net;
using Messaging.LocalServer.Security.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace Messaging.LocalServer.Tests.Security;

public sealed class SignInThrottleTests
{
    private static readonly IPAddress Here = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress There = IPAddress.Parse("10.0.0.2");

    private readonly FakeTimeProvider _time = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(freeFailures: 3, TimeSpan.FromSeconds(8), _time);

    [Fact]
    public async Task Run_Failures_WaitLongerAndLonger()
    {
        await FailAsync("bob", 3);

        foreach (int seconds in new[] { 1, 2, 4, 8, 8 })
        {
            Task<string?> next = RunAsync("bob", Here, succeeds: false);
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            next.IsCompleted.Should().BeFalse("the wait is {0} s", seconds);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await next.Within()).Should().BeNull();
        }
    }

    [Fact]
    public async Task Run_OthersAndOtherPlaces_DoNotWait()
    {
        await FailAsync("bob", 3);

        (await RunAsync("alice", Here, succeeds: true).Within()).Should().Be("in");
        (await RunAsync("bob", There, succeeds: true).Within()).Should().Be("in");
        (await RunAsync("bob", null, succeeds: true).Within()).Should().Be("in");
    }

    [Fact]
    public async Task Run_RightPasswordAfterTheWait_EndsIt()
    {
        await FailAsync("bob", 3);
        Task<string?> right = RunAsync("bob", Here, succeeds: true);
        right.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        (await right.Within()).Should().Be("in");

        (await RunAsync("bob", Here, succeeds: true).Within()).Should().Be("in");
        _throttle.Count.Should().Be(0);
    }

    [Fact]
    public async Task Run_ManyAtOnce_FewAreTriedBeforeTheyHaveToWait()
    {
        int tries = 0;
        TaskCompletionSource gate = new();
        Task<string?>[] attempts =
        [
            .. Enumerable.Range(0, 100).Select(_ => _throttle.RunAsync<string>(
                "bob",
                Here,
                async () =>
                {
                    Interlocked.Increment(ref tries);
                    await gate.Task;
                    return null;
                },
                CancellationToken.None)),
        ];

        gate.SetResult();
        for (int i = 0; i < 200 && !Task.WhenAll(attempts).IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(40));
            await Task.Yield();
        }

        // 8 seconds have passed: without the throttle all of them would have been tried.
        tries.Should().BeLessThan(15);
        _time.Advance(TimeSpan.FromHours(1));
        while (!Task.WhenAll(attempts).IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(8));
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Run_AfterALongQuietTime_HasForgotten()
    {
        await FailAsync("bob", 10, advance: true);
        _time.Advance(TimeSpan.FromMinutes(16));

        (await RunAsync("bob", Here, succeeds: false).Within()).Should().BeNull();
        (await RunAsync("bob", Here, succeeds: true).Within()).Should().Be("in");
    }

    [Fact]
    public async Task Run_ManyNames_AreRememberedWithinTheBound()
    {
        for (int i = 0; i < SignInThrottle.MaximumRemembered + 100; i++)
        {
            await RunAsync($"name {i}", Here, succeeds: false);
        }

        _throttle.Count.Should().Be(SignInThrottle.MaximumRemembered);
    }

    [Fact]
    public async Task Run_Cancelled_GivesUpTheWait()
    {
        await FailAsync("bob", 3);
        using CancellationTokenSource cancellation = new();
        Task<string?> waiting = _throttle.RunAsync("bob", Here, () => Task.FromResult<string?>("in"), cancellation.Token);

        await cancellation.CancelAsync();

        await waiting.Invoking(task => task.Within()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Run_WithoutADelay_NeverWaits()
    {
        SignInThrottle off = new(freeFailures: 1, TimeSpan.Zero, _time);
        for (int i = 0; i < 20; i++)
        {
            (await off.RunAsync("bob", Here, () => Task.FromResult<string?>(null), CancellationToken.None).Within()).Should().BeNull();
        }

        off.Count.Should().Be(0);
    }

    private Task<string?> RunAsync(string principal, IPAddress? address, bool succeeds) =>
        _throttle.RunAsync(principal, address, () => Task.FromResult(succeeds ? "in" : null), CancellationToken.None);

    private async Task FailAsync(string principal, int times, bool advance = false)
    {
        for (int i = 0; i < times; i++)
        {
            Task<string?> attempt = RunAsync(principal, Here, succeeds: false);
            if (advance)
            {
                _time.Advance(TimeSpan.FromSeconds(8));
            }

            (await attempt.Within()).Should().BeNull();
        }
    }
}
