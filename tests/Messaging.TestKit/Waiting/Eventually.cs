namespace Messaging.TestKit;

/// <summary>
/// For the state of somebody who gives no signal: a process, a server's counters. Wherever there is a signal, wait for that.
/// </summary>
public static class Eventually
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until the value satisfies the condition; fails with the latest value after the usual patience.</summary>
    public static async Task<T> BecomesAsync<T>(Func<T> look, Func<T, bool> condition)
    {
        using var patience = new CancellationTokenSource(WithinExtensions.Patience);
        using var timer = new PeriodicTimer(Period);
        T value = look();
        while (!condition(value))
        {
            try
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"After {WithinExtensions.Patience} the value is still {value}.");
            }

            value = look();
        }

        return value;
    }
}
