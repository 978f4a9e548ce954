using Messaging.Benchmarks.Peers.Raw;

namespace Messaging.Benchmarks.Tests.Peers;

public sealed class RawFrameTests
{
    [Fact]
    public void Write_Unmasked_IsAsTheRfcHasIt()
    {
        byte[] buffer = new byte[16];

        int length = RawFrame.Write(buffer, "Hello"u8, isMasked: false);

        buffer[..length].Should().Equal(0x82, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(5, true)]
    [InlineData(125, true)]
    [InlineData(126, false)]
    [InlineData(18_001, true)]
    public void TryRead_EveryBeginning_WaitsForTheWholeFrame(int payloadLength, bool isMasked)
    {
        byte[] payload = new byte[payloadLength];
        payload.AsSpan().Fill((byte)'x');
        byte[] buffer = new byte[payloadLength + RawFrame.LongestHeader];
        int length = RawFrame.Write(buffer, payload, isMasked);

        for (int part = 0; part < length; part++)
        {
            RawFrame.TryRead(buffer.AsSpan(0, part), out _, out _).Should().BeFalse();
        }

        RawFrame.TryRead(buffer, out Range range, out int frameLength).Should().BeTrue();
        frameLength.Should().Be(length);
        buffer[range].Should().Equal(payload);
    }
}
