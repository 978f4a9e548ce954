using Messaging.DiffusionWire.Primitives;

namespace Messaging.DiffusionWire.Services.Locks;

/// <summary>All locks that are held (rule SEC-63). The answer to an empty request.</summary>
/// <param name="Locks">Their names and holders.</param>
public sealed record SessionLocksResponse(IReadOnlyList<KeyValuePair<string, LockHolder>> Locks) : IWireMessage<SessionLocksResponse>
{
    private const int SmallestLock = 5;

    /// <inheritdoc/>
    public static SessionLocksResponse ReadFrom(ref WireReader reader)
    {
        KeyValuePair<string, LockHolder>[] locks = new KeyValuePair<string, LockHolder>[reader.ReadCount(SmallestLock)];
        for (int i = 0; i < locks.Length; i++)
        {
            locks[i] = new(reader.ReadString(), LockHolder.ReadFrom(ref reader));
        }

        return new SessionLocksResponse(locks);
    }

    /// <inheritdoc/>
    public void WriteTo(WireWriter writer)
    {
        writer.WriteVarInt32(Locks.Count);
        foreach ((string name, LockHolder holder) in Locks)
        {
            writer.WriteString(name);
            holder.WriteTo(writer);
        }
    }
}
