namespace Messaging;

/// <summary>
/// The names to give to OpenTelemetry, or to any other listener of .NET: <c>tracing.AddSource(MessagingTelemetry.ActivitySourceName)</c> and
/// <c>metrics.AddMeter(MessagingTelemetry.MeterName)</c>. Either works without the other. All clients of a process share one source and
/// one meter, and what they say of each other is told apart by <c>server.address</c>, <c>server.port</c> and <c>messaging.destination.name</c>.
/// No message's text is in any of it.
/// </summary>
public static class MessagingTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>: that of the package.</summary>
    public const string ActivitySourceName = "Messaging";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>: that of the package.</summary>
    public const string MeterName = "Messaging";
}
