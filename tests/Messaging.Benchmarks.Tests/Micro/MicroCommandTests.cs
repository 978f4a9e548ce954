using BenchmarkDotNet.Reports;
using Messaging.Benchmarks.Micro;

namespace Messaging.Benchmarks.Tests.Micro;

/// <summary>The micro-benchmarks run: each once, to see that it can.</summary>
public sealed class MicroCommandTests
{
    [Fact]
    public void Benchmarks_DryRun_AllSucceed()
    {
        IReadOnlyList<Summary> summaries = MicroCommand.Run(["--job", "dry"]);

        summaries.Should().NotBeEmpty().And.OnlyContain(summary => !summary.HasCriticalValidationErrors);
        summaries.SelectMany(summary => summary.Reports).Should().HaveCountGreaterThan(20).And.OnlyContain(report => report.Success);
    }
}
