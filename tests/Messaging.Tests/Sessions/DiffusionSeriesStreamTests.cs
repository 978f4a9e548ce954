using Messaging.Sessions;
using PushTechnology.ClientInterface.Client.Features.TimeSeries;

namespace Messaging.Tests.Sessions;

public sealed class DiffusionSeriesStreamTests
{
    [Theory]
    [InlineData(1700000000123, "2023-11-14T22:13:20.123Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(9007199254740991, "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MaxValue, "9999-12-31T23:59:59.999Z")]
    [InlineData(long.MinValue, "0001-01-01T00:00:00.000Z")]
    public void ToMetadata_AnyTimestamp_NeverFails(long timestamp, string expected)
    {
        EventMetadata metadata = DiffusionSeriesStream.ToMetadata(new Metadata(7, timestamp, "ada"));

        metadata.Should().Be(new EventMetadata(7, DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), "ada"));
    }

    private sealed record Metadata(long Sequence, long Timestamp, string Author) : IEventMetadata;
}
