using Messaging.Benchmarks.Reporting;

namespace Messaging.Benchmarks.Growth;

/// <summary>A figure at one size.</summary>
internal sealed record GrowthStep(int Size, Spread Found);
