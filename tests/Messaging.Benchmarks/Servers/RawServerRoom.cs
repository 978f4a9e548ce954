using System.Collections.Immutable;
using Messaging.Benchmarks.Peers.Raw;

namespace Messaging.Benchmarks.Servers;

/// <summary>A room of a floor's server: who is in it, and a ring of what was appended to it.</summary>
internal sealed class RawServerRoom(int number)
{
    private const int HistoryLength = 100;

    private readonly Lock _gate = new();
    private ImmutableArray<RawServerConnection> _members = [];
    private byte[][]? _ring;
    private long _appended;

    public int Number { get; } = number;

    public void Join(RawServerConnection member) => ImmutableInterlocked.Update(ref _members, members => members.Add(member));

    public void Leave(RawServerConnection member) => ImmutableInterlocked.Update(ref _members, members => members.Remove(member));

    /// <summary>Hands a message to the members, one after the other, so that all of them get messages in one order.</summary>
    public void Publish(ReadOnlySpan<byte> payload)
    {
        byte[] message = [RawProtocol.Message, .. payload];
        lock (_gate)
        {
            foreach (RawServerConnection member in _members)
            {
                member.Link.SendShared(message);
            }
        }
    }

    public void Append(ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            _ring ??= new byte[RawProtocol.RetainedMessages][];
            _ring[_appended++ % RawProtocol.RetainedMessages] = payload.ToArray();
        }
    }

    /// <summary>The latest messages as one.</summary>
    public byte[] GetHistory()
    {
        lock (_gate)
        {
            int length = (int)Math.Min(_appended, HistoryLength);
            byte[] message = new byte[1 + (length * RawProtocol.PayloadLength)];
            message[0] = RawProtocol.History;
            for (int index = 0; index < length; index++)
            {
                long position = _appended - length + index;
                _ring![position % RawProtocol.RetainedMessages].CopyTo(message, 1 + (index * RawProtocol.PayloadLength));
            }

            return message;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _ring = null;
            _appended = 0;
        }
    }
}
