using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Lesson3.Security.Accounts;

/// <summary>How often something may be tried: from one address, and by all together. Thread-safe.</summary>
/// <remarks>
/// The address comes first, so that whoever has used up their own part takes nothing from the others. Whoever has an IPv6 address has
/// a network of them (/64), which counts as one.
/// </remarks>
public sealed class AttemptLimit : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly string _what;
    private readonly PartitionedRateLimiter<IPAddress> _byAddress;
    private readonly PartitionedRateLimiter<IPAddress> _byAll;
    private readonly PartitionedRateLimiter<IPAddress> _both;

    /// <summary>Creates a limit.</summary>
    /// <param name="what">What is limited, as in "Too many …".</param>
    /// <param name="perAddress">How many from one address in a window.</param>
    /// <param name="overall">How many from all addresses in a window.</param>
    /// <param name="window">After how long all may be tried again.</param>
    public AttemptLimit(string what, int perAddress, int overall, TimeSpan window)
    {
        _what = what;
        _byAddress = CreateLimiter(NetworkOf, perAddress, window);
        _byAll = CreateLimiter(_ => IPAddress.Any, overall, window);
        _both = PartitionedRateLimiter.CreateChained(_byAddress, _byAll);
    }

    /// <summary>Counts an attempt.</summary>
    /// <param name="address">Where it comes from; <see langword="null"/> when unknown.</param>
    /// <param name="problem">A sentence that says that it is one too many.</param>
    public bool TryTake(IPAddress? address, [NotNullWhen(false)] out string? problem)
    {
        using RateLimitLease lease = _both.AttemptAcquire(address ?? IPAddress.None);
        if (lease.IsAcquired)
        {
            problem = null;
            return true;
        }

        problem = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait)
            ? $"Too many {_what}. Try again in {Math.Ceiling(wait.TotalMinutes):0} min."
            : $"Too many {_what}. Try again later.";
        return false;
    }

    public void Dispose()
    {
        _both.Dispose();
        _byAddress.Dispose();
        _byAll.Dispose();
    }

    private static PartitionedRateLimiter<IPAddress> CreateLimiter(Func<IPAddress, IPAddress> group, int count, TimeSpan window) =>
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetFixedWindowLimiter(
            group(address),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = count, Window = window }));

    private static IPAddress NetworkOf(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes()[..NetworkBytes], .. new byte[NetworkBytes]]),
        _ => address,
    };
}
