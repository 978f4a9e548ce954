namespace Messaging.LocalServer.Topics.TimeSeries;

/// <summary>A place in a series, at an event or between two (TOPIC-79).</summary>
/// <param name="Low">The first event at or after the place.</param>
/// <param name="High">The last event at or before the place: one less than <paramref name="Low"/> if it is between two events.</param>
/// <param name="Time">The time there: that of the event, or of the nearest one outside the series.</param>
internal readonly record struct EventPosition(long Low, long High, long Time);
