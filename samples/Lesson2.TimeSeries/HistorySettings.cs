namespace Lesson2.TimeSeries;

/// <summary>What this lesson's settings page asks for besides the usual. One for each browser tab.</summary>
public sealed class HistorySettings(IConfiguration configuration)
{
    /// <summary>The configuration key of the retained range that the settings page begins with.</summary>
    public const string RetainedRangeKey = "Room:RetainedRange";

    /// <summary>How much the server keeps of a room that is created by joining it.</summary>
    public string RetainedRange { get; set; } = configuration[RetainedRangeKey] ?? "limit 1000";
}
