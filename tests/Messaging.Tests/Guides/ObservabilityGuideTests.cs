using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Messaging.Diagnostics;
using Messaging.LocalServer;
using Messaging.Tests.EndToEnd;
using Messaging.Tests.Repository;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Messaging.Tests.Guides;

/// <summary>
/// What <c>docs/observability.md</c> shows is compiled and does what it says, with the real OpenTelemetry. Alone in its collection: that
/// listens to all clients of the process.
/// </summary>
[Collection(nameof(ObservabilityGuideTests))]
[CollectionDefinition(nameof(ObservabilityGuideTests), DisableParallelization = true)]
public sealed partial class ObservabilityGuideTests : ServerTest
{
    private static readonly string Document = RepositoryFiles.Read("docs/observability.md").ReplaceLineEndings("\n");

    [Fact]
    public void Code_InTheGuide_IsThatOfTheTests()
    {
        string source = RepositoryFiles.Read("tests/Messaging.Tests/Guides/ObservabilityGuide.cs").ReplaceLineEndings("\n");
        string[] regions = [.. Region().Matches(source).Select(region => Indentation().Replace(region.Groups["code"].Value, ""))];

        regions.Should().HaveCount(3);
        Block().Matches(Document).Select(block => block.Groups["code"].Value).Should().Equal(regions);
    }

    [Fact]
    public void Instruments_InTheGuide_AreThoseOfTheCode()
    {
        List<(string, string, string)> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == MessagingTelemetry.MeterName)
                {
                    instruments.Add((instrument.Name, instrument.GetType().Name.Split('`')[0], instrument.Unit!));
                }
            },
        };
        System.Runtime.CompilerServices.RuntimeHelpers.RunClassConstructor(typeof(Instruments).TypeHandle);

        listener.Start();

        InstrumentRow().Matches(Document).Select(row => (row.Groups["name"].Value, row.Groups["type"].Value, row.Groups["unit"].Value))
            .Should().BeEquivalentTo(instruments);
        instruments.Should().HaveCount(11);
    }

    [Fact]
    public void Attributes_InTheGuide_AreThoseOfTheCode()
    {
        IEnumerable<string> names = typeof(TelemetryNames).GetFields()
            .Select(field => (string)field.GetRawConstantValue()!).Where(value => value.Contains('.', StringComparison.Ordinal));

        AttributeRow().Matches(Document).Select(row => row.Groups["name"].Value).Should().BeEquivalentTo(names);
    }

    [Fact]
    public async Task Registered_OpenTelemetry_HasTheLinkedSpansAndTheSums()
    {
        List<Activity> spans = [];
        List<Metric> metrics = [];
        var services = new ServiceCollection();
        ObservabilityGuide.Register(services, traces => traces.AddInMemoryExporter(spans).AddSource("app"), measured =>
        {
            ObservabilityGuide.LessSpace(measured);
            measured.AddInMemoryExporter(metrics);
        });
        await using ServiceProvider provider = services.BuildServiceProvider();
        TracerProvider tracer = provider.GetRequiredService<TracerProvider>();
        MeterProvider meter = provider.GetRequiredService<MeterProvider>();
        LocalDiffusionServer server = await StartServerAsync();
        var history = new RoomOptions { Kind = RoomKind.History };
        IChatRoom ann = await NewClient(server.Url).JoinAsync("lobby", history).Within();
        IChatRoom bob = await NewClient(server.Url).JoinAsync("lobby", history).Within();
        using var app = new ActivitySource("app");
        using var enough = new CancellationTokenSource();
        var answered = new TaskCompletionSource();
        Task reading = ObservabilityGuide.ReadAsync(
            bob,
            app,
            _ =>
            {
                answered.SetResult();
                return Task.CompletedTask;
            },
            enough.Token);

        await ann.SendAsync("hello").Within();
        await answered.Task.Within();
        await enough.CancelAsync();
        await reading.Awaiting(r => r.Within()).Should().ThrowAsync<OperationCanceledException>();

        tracer.ForceFlush();
        meter.ForceFlush();
        Activity sent = spans.Single(span => span.DisplayName == "send Chat/lobby");
        Activity read = spans.Single(span => span.DisplayName == "process Chat/lobby");
        read.Links.Should().ContainSingle().Which.Context.SpanId.Should().Be(sent.SpanId);
        spans.Single(span => span.DisplayName == "answer").ParentSpanId.Should().Be(read.SpanId);
        (Sum("messaging.client.sent.messages"), Sum("messaging.client.consumed.messages")).Should().Be((1, 1));

        long Sum(string name)
        {
            long sum = 0;
            foreach (ref readonly MetricPoint point in metrics.Single(metric => metric.Name == name).GetMetricPoints())
            {
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                {
                    tag.Key.Should().Be("messaging.operation.name");
                }

                sum += point.GetSumLong();
            }

            return sum;
        }
    }

    /// <summary>Alone: with a listener anywhere in the process, others would be heard, too.</summary>
    [Fact]
    public void NobodyListens_ReadingAndSendingTakeNoMemoryForIt()
    {
        var room = new RoomTelemetry(
            new ClientTelemetry(new Uri("ws://localhost:8080"), TimeProvider.System), "Chat/lobby");
        var reading = new ReadingObservation(room);
        RoomEvent[] events = [new MessagePosted(new ChatMessage { Text = "hi" }), new Gap(GapReason.EventsLost), new CaughtUp()];
        Once();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 1_000; i++)
        {
            Once();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Once()
        {
            foreach (RoomEvent roomEvent in events)
            {
                reading.HandOver(roomEvent);
                reading.Finish();
            }

            room.NoteRepair(GapReason.EventsLost);
            room.NoteDuplicate("send");
            if (RoomTelemetry.ObservesSending)
            {
                throw new InvalidOperationException("Somebody listens.");
            }
        }
    }

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"#region [^\n]*\n(?<code>.*?) *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();

    [GeneratedRegex(@"^\| `(?<name>messaging\.[\w.]+)` \| (?<type>[A-Z]\w+) \| `(?<unit>[\w{}]+)` \|", RegexOptions.Multiline)]
    private static partial Regex InstrumentRow();

    [GeneratedRegex(@"^\| `(?<name>[\w.]+)` \| (?!Counter|Histogram|Observable)", RegexOptions.Multiline)]
    private static partial Regex AttributeRow();
}
