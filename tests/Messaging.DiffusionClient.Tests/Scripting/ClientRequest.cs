namespace Messaging.DiffusionClient.Tests.Scripting;

/// <summary>A request as it went over the wire, taken apart by hand: these tests do not judge our codec by itself.</summary>
/// <param name="Service">The service.</param>
/// <param name="Conversation">The conversation id.</param>
/// <param name="Body">The rest, in hexadecimal.</param>
internal sealed record ClientRequest(int Service, int Conversation, string Body)
{
    public static ClientRequest Read(byte[] message)
    {
        message[0].Should().Be(0x00, "a request is expected and not {0}", Convert.ToHexStringLower(message));
        int position = 1;
        int service = ReadVarInt(message, ref position);
        int conversation = ReadVarInt(message, ref position);
        return new ClientRequest(service, conversation, Convert.ToHexStringLower(message.AsSpan(position)));
    }

    /// <summary>A response or an error of a vector, with this request's conversation in place of the recorded one.</summary>
    public byte[] Readdress(byte[] answer)
    {
        answer[0].Should().BeOneOf(0x06, 0x07);
        int position = 1;
        ReadVarInt(answer, ref position);
        return [answer[0], .. VarInt(Conversation), .. answer.AsSpan(position)];
    }

    /// <summary>A response with this body.</summary>
    public byte[] Answer(string bodyHex = "") => [0x06, .. VarInt(Conversation), .. Convert.FromHexString(bodyHex)];

    /// <summary>An error frame (WIRE-24).</summary>
    public byte[] Refuse(int code, string message) =>
        [0x07, .. VarInt(Conversation), (byte)message.Length, .. System.Text.Encoding.ASCII.GetBytes(message), .. VarInt(code)];

    private static int ReadVarInt(byte[] message, ref int position)
    {
        int value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[position++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static byte[] VarInt(int value)
    {
        List<byte> bytes = [];
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
