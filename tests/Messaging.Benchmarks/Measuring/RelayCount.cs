namespace Messaging.Benchmarks.Measuring;

/// <summary>Bytes that went through a relay.</summary>
internal readonly record struct RelayCount(long ToServer, long ToClient)
{
    public static RelayCount operator -(RelayCount later, RelayCount earlier) => new(later.ToServer - earlier.ToServer, later.ToClient - earlier.ToClient);
}
