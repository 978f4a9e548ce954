using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Messaging.LocalServer.Security.SignIn;

/// <summary>Slows those down who guess passwords: each failure of a principal at an address makes the next try wait longer.</summary>
/// <remarks>
/// <para>Whoever is somebody else, or somewhere else, waits for nothing. The right password ends it, too, once its turn has come.</para>
/// <para>It remembers a bounded number of failing pairs; of more, the one that failed longest ago is forgotten.</para>
/// </remarks>
internal sealed class SignInThrottle(int freeFailures, TimeSpan maximumDelay, TimeProvider time)
{
    /// <summary>The most failing pairs that are remembered.</summary>
    public const int MaximumRemembered = 10_000;

    private const int MaximumConcurrent = 4;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Attempts> _attempts = new(StringComparer.Ordinal);

    /// <summary>How many pairs are remembered now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _attempts.Count;
            }
        }
    }

    /// <summary>Waits for the turn of a try, and takes note of its outcome.</summary>
    /// <param name="principal">Who they say they are.</param>
    /// <param name="address">Where they are.</param>
    /// <param name="authenticate">Tries.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What the try returned, null being a failure; null also if there would have been too long to wait for it.</returns>
    public async Task<T?> RunAsync<T>(string principal, IPAddress? address, Func<Task<T?>> authenticate, CancellationToken cancellationToken)
        where T : class
    {
        if (maximumDelay == TimeSpan.Zero)
        {
            return await authenticate().ConfigureAwait(false);
        }

        string key = KeyOf(principal, address);
        Attempts attempts = Rent(key);
        try
        {
            // Many tries at once are no way around: few of them run before the first failure is known.
            await attempts.Slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (!TryReserve(attempts, out TimeSpan delay))
                {
                    return null;
                }

                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
                T? result = await authenticate().ConfigureAwait(false);
                Note(attempts, isFailure: result is null);
                return result;
            }
            finally
            {
                attempts.Slots.Release();
            }
        }
        finally
        {
            Return(key, attempts);
        }
    }

    // Names may be long and there may be many.
    private static string KeyOf(string principal, IPAddress? address) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{address} {principal}")));

    private Attempts Rent(string key)
    {
        lock (_gate)
        {
            if (!_attempts.TryGetValue(key, out Attempts? attempts))
            {
                MakeRoom();
                _attempts.Add(key, attempts = new Attempts());
            }

            attempts.Users++;
            return attempts;
        }
    }

    private void Return(string key, Attempts attempts)
    {
        lock (_gate)
        {
            if (--attempts.Users == 0 && attempts.Failures == 0)
            {
                _attempts.Remove(key);
                attempts.Slots.Dispose();
            }
        }
    }

    private bool TryReserve(Attempts attempts, out TimeSpan delay)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (now - attempts.LastFailure > Memory)
            {
                attempts.Failures = 0;
            }

            delay = TimeSpan.Zero;
            if (attempts.Failures < freeFailures)
            {
                return true;
            }

            DateTimeOffset start = attempts.NotBefore > now ? attempts.NotBefore : now;
            if (start - now > maximumDelay)
            {
                return false;
            }

            delay = start - now;
            attempts.NotBefore = start + DelayAfter(attempts.Failures);
            return true;
        }
    }

    private void Note(Attempts attempts, bool isFailure)
    {
        lock (_gate)
        {
            if (!isFailure)
            {
                attempts.Failures = 0;
                attempts.NotBefore = default;
                return;
            }

            DateTimeOffset now = time.GetUtcNow();
            attempts.Failures++;
            attempts.LastFailure = now;
            DateTimeOffset next = now + DelayAfter(attempts.Failures);
            attempts.NotBefore = next > attempts.NotBefore ? next : attempts.NotBefore;
        }
    }

    private TimeSpan DelayAfter(int failures)
    {
        if (failures < freeFailures)
        {
            return TimeSpan.Zero;
        }

        TimeSpan delay = FirstDelay * Math.Pow(2, Math.Min(failures - freeFailures, 20));
        return delay < maximumDelay ? delay : maximumDelay;
    }

    private void MakeRoom()
    {
        if (_attempts.Count < MaximumRemembered)
        {
            return;
        }

        // Those in use are bounded by the connections that there are.
        (string? oldest, Attempts? attempts) = _attempts.Where(entry => entry.Value.Users == 0).MinBy(entry => entry.Value.LastFailure);
        if (oldest is not null)
        {
            _attempts.Remove(oldest);
            attempts!.Slots.Dispose();
        }
    }

    private sealed class Attempts
    {
        public SemaphoreSlim Slots { get; } = new(MaximumConcurrent);

        public int Users { get; set; }

        public int Failures { get; set; }

        public DateTimeOffset LastFailure { get; set; }

        public DateTimeOffset NotBefore { get; set; }
    }
}
