namespace Messaging.Rooms.Reading;

/// <summary>What a <see cref="HistoryItem"/> tells.</summary>
internal enum HistoryItemKind
{
    /// <summary>The next event of the series.</summary>
    Happened,

    /// <summary>The subscription begins anew: what happened in between has to be looked up.</summary>
    Renewed,

    /// <summary>The server ended the subscription.</summary>
    Ended,
}
