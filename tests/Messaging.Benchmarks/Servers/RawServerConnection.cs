using System.Text;
using Messaging.Benchmarks.Peers.Raw;

namespace Messaging.Benchmarks.Servers;

/// <summary>One connection of a floor's server.</summary>
internal sealed class RawServerConnection(IRawLink link, RawRooms rooms)
{
    private readonly HashSet<RawServerRoom> _joined = [];

    public IRawLink Link { get; } = link;

    public void OnMessage(ReadOnlySpan<byte> message)
    {
        switch (message[0])
        {
            case RawProtocol.Message:
                rooms.Get(RawProtocol.Read(message, 0)).Publish(message[(1 + sizeof(int))..]);
                break;
            case RawProtocol.Append:
                rooms.Get(RawProtocol.Read(message, 0)).Append(message[(1 + (2 * sizeof(int)))..]);
                Answer(RawProtocol.Append, RawProtocol.Read(message, 1));
                break;
            case RawProtocol.Join or RawProtocol.Find:
                RawServerRoom room = rooms.GetOrAdd(Encoding.UTF8.GetString(message[1..]));
                if (message[0] == RawProtocol.Join && _joined.Add(room))
                {
                    room.Join(this);
                }

                Answer(RawProtocol.Join, room.Number);
                break;
            case RawProtocol.Leave:
                RawServerRoom left = rooms.Get(RawProtocol.Read(message, 0));
                if (_joined.Remove(left))
                {
                    left.Leave(this);
                }

                break;
            case RawProtocol.History:
                Link.SendShared(rooms.Get(RawProtocol.Read(message, 0)).GetHistory());
                break;
            default:
                throw new InvalidDataException($"There are no messages of kind {message[0]}.");
        }
    }

    public void LeaveAll()
    {
        foreach (RawServerRoom room in _joined)
        {
            room.Leave(this);
        }
    }

    private void Answer(byte kind, int number)
    {
        Span<byte> answer = stackalloc byte[16];
        Link.Send(answer[..RawProtocol.Write(answer, kind, number)]);
    }
}
