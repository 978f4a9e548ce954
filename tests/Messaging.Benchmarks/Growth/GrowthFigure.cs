namespace Messaging.Benchmarks.Growth;

/// <summary>Something that is measured while something else grows.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">In what.</param>
internal sealed record GrowthFigure(string Name, string Unit)
{
    public static GrowthFigure ClientHeap(string each) => new($"client heap for each {each}", "B");

    public static GrowthFigure ServerHeap(string each) => new($"server heap for each {each}", "B");

    public static GrowthFigure Cpu(string each) => new($"CPU for each {each}, client and server", "us");

    public static GrowthFigure ServerCpu(string each) => new($"server's CPU for each {each}", "us");
}
