namespace Messaging.Benchmarks.Growth;

/// <summary>One measurement.</summary>
/// <param name="Curve">What grew.</param>
/// <param name="Size">To how much.</param>
/// <param name="Figure">What was measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Value">The figure.</param>
internal sealed record GrowthPoint(string Curve, int Size, string Figure, string Unit, double Value);
