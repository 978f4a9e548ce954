using System.Globalization;
using System.Text;
using Messaging.TestKit.Vectors;

namespace Messaging.Interop.Tests.Vectors;

public sealed class ServerVectorCoverageTests
{
    // These numbers only ever grow.
    private const int CoveredTopics = 338;
    private const int CoveredSecurity = 142;

    [Fact]
    public void Coverage_OfBothFilesByTheLocalServer_IsPrintedAndDoesNotShrink()
    {
        var report = new StringBuilder();
        int topics = Report(report, "vectors-topics.json", GoldenVectors.Topics);
        int security = Report(report, "vectors-security.json", GoldenVectors.Security);
        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Console.WriteLine(report);

        topics.Should().Be(CoveredTopics);
        security.Should().Be(CoveredSecurity);
    }

    private static int Report(StringBuilder report, string file, IReadOnlyList<GoldenVector> vectors)
    {
        GoldenVector[] uncovered = [.. vectors.Where(vector => !ServerVectorCoverage.Covered.Contains(vector.Name))];
        uncovered.Where(vector => ServerVectorCoverage.WhyNot(vector) is null).Select(vector => vector.Name).Should().BeEmpty("each vector is replayed or has a reason");

        int covered = vectors.Count - uncovered.Length;
        report.AppendLine(CultureInfo.InvariantCulture, $"{file}: the local server is held to {covered} of {vectors.Count} vectors.");
        foreach (IGrouping<string?, GoldenVector> reason in uncovered.GroupBy(ServerVectorCoverage.WhyNot))
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  not replayed, {reason.Key}: {string.Join(", ", reason.Select(vector => vector.Name))}");
        }

        return covered;
    }
}
