using Messaging.DiffusionClient.Connections.WebSockets;

namespace Messaging.DiffusionClient.Tests.Connections.WebSockets;

public sealed class MaskingTests
{
    [Fact]
    public void Apply_RfcExample_IsHello()
    {
        // RFC 6455, 5.7: a single-frame masked text message.
        byte[] payload = [0x7f, 0x9f, 0x4d, 0x51, 0x58];

        Masking.Apply(payload, BitConverter.ToUInt32([0x37, 0xfa, 0x21, 0x3d]));

        payload.Should().Equal("Hello"u8.ToArray());
    }

    [Fact]
    public void Apply_AnyLengthAndPlace_MasksByteByByte()
    {
        byte[] key = [1, 20, 130, 255];
        for (int length = 0; length < 200; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length + 3).Select(i => (byte)(i * 31))];
            byte[] expected = [.. bytes.Select((value, i) => i < 3 ? value : (byte)(value ^ key[(i - 3) % 4]))];

            Masking.Apply(bytes.AsSpan(3), BitConverter.ToUInt32(key));

            bytes.Should().Equal(expected);
        }
    }
}
