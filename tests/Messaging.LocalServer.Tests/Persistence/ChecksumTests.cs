using System.Text;
using Messaging.LocalServer.Persistence.Log;

namespace Messaging.LocalServer.Tests.Persistence;

public sealed class ChecksumTests
{
    [Fact]
    public void Of_TheVectorsOfRfc3720_IsWhatItSays()
    {
        byte[] rising = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        byte[] ones = [.. Enumerable.Repeat((byte)0xff, 32)];

        Checksum.Of(new byte[32]).Should().Be(0x8a9136aa);
        Checksum.Of(ones).Should().Be(0x62a8ab43);
        Checksum.Of(rising).Should().Be(0x46dd794e);
        Checksum.Of(Encoding.ASCII.GetBytes("123456789")).Should().Be(0xe3069283);
    }

    [Fact]
    public void Append_InAnyParts_IsThatOfTheWhole()
    {
        byte[] bytes = [.. Enumerable.Range(0, 40).Select(i => (byte)(i * 7))];
        for (int split = 0; split <= bytes.Length; split++)
        {
            Checksum.Finish(Checksum.Append(Checksum.Append(Checksum.Start, bytes.AsSpan(0, split)), bytes.AsSpan(split))).Should().Be(Checksum.Of(bytes));
        }
    }
}
