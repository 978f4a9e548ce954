namespace Messaging.Benchmarks.Growth;

/// <summary>Something that grows while the rest stays as it is.</summary>
/// <param name="name">What grows.</param>
/// <param name="sizes">To how much.</param>
internal abstract class GrowthCurve(string name, params int[] sizes)
{
    public string Name { get; } = name;

    public IReadOnlyList<int> Sizes { get; } = sizes;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GrowthCurve> All { get; } = [new SessionsCurve(), new RoomsCurve(), new HistoryCurve(), new MembersCurve()];

    /// <summary>Measures at one size.</summary>
    public abstract Task<IReadOnlyList<(GrowthFigure Figure, double Value)>> MeasureAsync(int size, GrowthSite site, CancellationToken cancellationToken);
}
