using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Messaging.Tests.Guides;

/// <summary>The code of <c>docs/observability.md</c>: a region for each block, in the same order.</summary>
internal static class ObservabilityGuide
{
    public static void Register(
        IServiceCollection services, Action<TracerProviderBuilder> exportTraces, Action<MeterProviderBuilder> exportMetrics)
    {
        #region register
        services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(MessagingTelemetry.ActivitySourceName))
            .WithMetrics(metrics => metrics.AddMeter(MessagingTelemetry.MeterName));
        #endregion
        services.AddOpenTelemetry().WithTracing(exportTraces).WithMetrics(exportMetrics);
    }

    public static async Task ReadAsync(IChatRoom room, ActivitySource source, Func<string, Task> answerAsync, CancellationToken cancellationToken)
    {
        #region read
        await foreach (RoomEvent roomEvent in room.ReadAsync(cancellationToken))
        {
            if (roomEvent is MessagePosted { Message: var message })
            {
                using Activity? answering = source.StartActivity("answer");   // within the span "process Chat/..."
                await answerAsync(message.Text);
            }
        }
        #endregion
    }

    public static void LessSpace(MeterProviderBuilder metrics)
    {
        #region rooms
        metrics.AddView("messaging.client.*", new MetricStreamConfiguration
        {
            TagKeys = ["messaging.operation.name", "error.type"],   // no series for each room
        });
        #endregion
    }
}
