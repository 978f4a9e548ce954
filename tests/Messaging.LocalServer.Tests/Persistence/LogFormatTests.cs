using Messaging.LocalServer.Persistence.Files;
using Messaging.LocalServer.Persistence.Log;
using Messaging.LocalServer.Tests.Persistence.Disk;
using Messaging.LocalServer.Tests.Support;

namespace Messaging.LocalServer.Tests.Persistence;

/// <summary>The bytes of a log, version 1. The checksums were computed by another program.</summary>
public sealed class LogFormatTests
{
    private const string Header = "'MSG-LOG' 0a  01000000  efcdab8967452301  a7076013";
    private const string First = "06000000  1800000000000000  1de1ae26  df286e8b  02 ac02 'xyz'";
    private const string Second = "03000000  1800000000000000  7d78836b  05d87e5b  03 01 01";

    [Fact]
    public void Log_OfTwoRecords_HasTheseBytes()
    {
        SimulatedDisk disk = new();
        LogFile log = LogFile.Begin("log-0000000001", disk.Create("log-0000000001"), new LogHeader(0x0123456789abcdef));

        log.Append(Notation.Bytes("02 ac02"), Notation.Bytes("'xyz'"));
        log.Append(Notation.Bytes("03 01 01"));

        Notation.Hex(disk.ReadLog()).Should().Be(Notation.Hex($"{Header} {First} {Second}"));
        log.Length.Should().Be(73);
    }

    [Fact]
    public void Reader_OfTheseBytes_GivesTwoBodies()
    {
        LogReader reader = Open($"{Header} {First} {Second}");

        Read(reader).Should().Be(Notation.Hex("02 ac02 'xyz'"));
        reader.Position.Should().Be(50);
        Read(reader).Should().Be(Notation.Hex("03 01 01"));
        Read(reader).Should().BeNull();
        reader.Position.Should().Be(73);
        reader.IsDamagedHere().Should().BeFalse();
    }

    [Fact]
    public void Reader_RecordAtAnotherPlace_IsNone()
    {
        // A record's header is good at its own position only: the second one here stands where the first one belongs.
        LogReader reader = Open($"{Header} {Second}");

        Read(reader).Should().BeNull();
        reader.IsDamagedHere().Should().BeFalse();
    }

    [Theory]
    [InlineData("", "does not begin as a log")]
    [InlineData("'MSG-LOG' 0a  01000000  efcdab8967452301  a70760", "does not begin as a log")]
    [InlineData("'MSG-LOG' 0b  01000000  efcdab8967452301  a7076013", "does not begin as a log")]
    [InlineData("'MSG-LOG' 0a  02000000  efcdab8967452301  a7076013", "has the version 2, and this server knows the version 1")]
    [InlineData("'MSG-LOG' 0a  01000000  efcdab8967452300  a7076013", "checksum does not fit")]
    public void Reader_OfAnotherHeader_SaysWhatIsWrong(string bytes, string problem)
    {
        Action open = () => Open(bytes);

        open.Should().Throw<InvalidDataException>().WithMessage($"*{problem}*");
    }

    private static LogReader Open(string notation)
    {
        IDataFile file = SimulatedDisk.WithLog(Notation.Bytes(notation)).Open("log-0000000001");
        return LogReader.Open(file);
    }

    private static string? Read(LogReader reader) => reader.TryRead(out ReadOnlyMemory<byte> body) ? Notation.Hex(body.Span) : null;
}
