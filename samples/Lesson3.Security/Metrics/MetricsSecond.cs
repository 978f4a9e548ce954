namespace Lesson3.Security.Metrics;

/// <summary>What the library has told in one second.</summary>
/// <param name="Sent">Messages sent.</param>
/// <param name="Received">Messages that readers have taken.</param>
/// <param name="Latency">How long these took from the Diffusion server's time to their readers, in milliseconds on average; <see langword="null"/> when there were none.</param>
/// <param name="Reconnects">Connections that came back.</param>
/// <param name="Outbox">Messages that waited at its end.</param>
public sealed record MetricsSecond(long Sent, long Received, double? Latency, long Reconnects, long Outbox);
