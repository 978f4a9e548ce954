namespace Messaging.Benchmarks.Workloads;

/// <summary>What one idle session costs, in bytes.</summary>
/// <param name="ClientHeap">On the client's heap.</param>
/// <param name="ClientResident">Of the client's memory.</param>
/// <param name="ServerHeap">On the server's heap; null for a server that cannot tell.</param>
/// <param name="ServerResident">Of the server's memory.</param>
/// <param name="Sessions">How many sessions it was measured with.</param>
internal sealed record SessionMemory(double ClientHeap, double ClientResident, double? ServerHeap, double ServerResident, int Sessions);
