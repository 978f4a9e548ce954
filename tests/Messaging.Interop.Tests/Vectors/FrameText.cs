namespace Messaging.Interop.Tests.Vectors;

/// <summary>Frames as hexadecimal text, with the parts left out that each server chooses for itself.</summary>
internal static class FrameText
{
    private const string Chosen = "[..]";

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>The code of a refusal in the handshake, or a welcome without session id, token and maximum message size.</summary>
    public static string OfHandshake(byte[] message)
    {
        const int identity = 16 + 24;
        const int pingPeriod = 8;
        const int maximumSize = 4;
        return message.Length == 3 + identity + pingPeriod + maximumSize
            ? Of(message.AsSpan(0, 3)) + Chosen + Of(message.AsSpan(3 + identity, pingPeriod)) + Chosen
            : Of(message);
    }

    /// <summary>A request of the server without its conversation and, in a notification, without the topic id.</summary>
    public static string OfServerRequest(byte[] frame)
    {
        int service = SkipVarint(frame, 1);
        int body = SkipVarint(frame, service);
        bool isNotification = frame[1] is 0x57 or 0x2a;
        int rest = isNotification ? SkipVarint(frame, body) : body;
        return Of(frame.AsSpan(0, service)) + Chosen + Of(frame.AsSpan(rest));
    }

    /// <summary>A value frame without its topic id.</summary>
    public static string OfValue(byte[] frame) => Of(frame.AsSpan(0, 1)) + Chosen + Of(frame.AsSpan(5));

    /// <summary>An error frame without its text, which is for people.</summary>
    public static string OfError(byte[] frame)
    {
        int text = SkipVarint(frame, 1);
        int length = ReadVarint(frame, text);
        return Of(frame.AsSpan(0, text)) + Chosen + Of(frame.AsSpan(SkipVarint(frame, text) + length));
    }

    private static int SkipVarint(byte[] bytes, int at)
    {
        while (bytes[at] >= 0x80)
        {
            at++;
        }

        return at + 1;
    }

    private static int ReadVarint(byte[] bytes, int at)
    {
        int value = 0;
        for (int shift = 0; ; shift += 7, at++)
        {
            value |= (bytes[at] & 0x7f) << shift;
            if (bytes[at] < 0x80)
            {
                return value;
            }
        }
    }
}
