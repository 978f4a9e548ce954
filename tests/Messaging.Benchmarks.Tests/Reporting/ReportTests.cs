using System.Text.Json;
using System.Xml.Linq;
using Messaging.Benchmarks.Reporting;
using Messaging.Benchmarks.Running;

namespace Messaging.Benchmarks.Tests.Reporting;

public sealed class ReportTests
{
    private static readonly BenchmarkRecord Record = Records.Of(
        Records.Run("W2", 0, "messaging", 2000), Records.Run("W2", 0, "raw", 1000), Records.Run("W2", 0, "sigm", 500, failure: "Message 5 was lost.\n at X"));

    [Fact]
    public void Markdown_OfARecord_HasFiguresGoalsAndWhatWentWrong()
    {
        string report = MarkdownReport.Write(Record);

        report.Should().Contain("| W2 | operations per second | ≥ 1.40 x raw | 2.00 (2.00–2.00) | 1 | met |")
            .And.Contain("| messaging | 1 (0) | 2,000 (2,000–2,000) |")
            .And.Contain("| W2 | operations per second | ≥ 2.00 x nats | not measured | 0 | — |")
            .And.Contain("* **Void**: sigm, W2, round 1: Message 5 was lost.\n")
            .And.Contain("* `nats` was left out: it is not installed")
            .And.Contain("* Left out for want of time: W3, round 5.");
    }

    [Fact]
    public void Plot_OfARecord_IsAnImageWithABarForThePeer() =>
        XDocument.Parse(SvgPlot.Write(Record)).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)
            .Should().Contain("messaging").And.Contain("2.00").And.Contain("W2").And.NotContain("sigm");

    [Fact]
    public void Json_OfARecord_ComesBack()
    {
        string json = JsonSerializer.Serialize(Record, BenchmarkJson.Default.BenchmarkRecord);

        JsonSerializer.Deserialize(json, BenchmarkJson.Default.BenchmarkRecord)!.Runs.Should().Equal(Record.Runs);
    }

    [Fact]
    public void Replace_BetweenTheMarkers_LeavesTheRest() =>
        ReportFiles.Replace($"a\n{ReportFiles.BeginMarker}\nold\n{ReportFiles.EndMarker}\nb", "new\n")
            .Should().Be($"a\n{ReportFiles.BeginMarker}\nnew\n{ReportFiles.EndMarker}\nb");

    [Theory]
    [InlineData("no markers")]
    [InlineData(ReportFiles.EndMarker + ReportFiles.BeginMarker)]
    public void Replace_WithoutMarkers_IsRefused(string document) =>
        FluentActions.Invoking(() => ReportFiles.Replace(document, "new")).Should().Throw<InvalidDataException>();

    [Fact]
    public void ExitCode_TellsVoidFromMissedFromMet()
    {
        ExitCode.Of(Record).Should().Be(ExitCode.Void);
        ExitCode.Of(Records.Of(Records.Run("W2", 0, "messaging", 1), Records.Run("W2", 0, "raw", 1))).Should().Be(ExitCode.Missed);
        ExitCode.Of(Records.Of(Records.Run("W2", 0, "messaging", 2), Records.Run("W2", 0, "raw", 1))).Should().Be(ExitCode.Met);
    }
}
