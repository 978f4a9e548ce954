namespace Messaging;

/// <summary>
/// What the client's principal may do in a room, as the server said when it was last asked. For showing and hiding buttons: the
/// server itself decides about each call. Immutable.
/// </summary>
public sealed record RoomCapabilities
{
    /// <summary>Nobody has asked yet, or the server has not answered.</summary>
    public static RoomCapabilities Unknown { get; } = new();

    /// <summary>Whether the server has said so. If not, everything else is <see langword="false"/>.</summary>
    public bool IsKnown { get; init; }

    /// <summary>May join and read: <c>SELECT_TOPIC</c> and <c>READ_TOPIC</c>.</summary>
    public bool MayRead { get; init; }

    /// <summary>May send: <c>UPDATE_TOPIC</c>.</summary>
    public bool MaySend { get; init; }

    /// <summary>
    /// May edit and remove messages of its own: <c>UPDATE_TOPIC</c>, and <c>EDIT_OWN_TIME_SERIES_EVENTS</c> or
    /// <c>EDIT_TIME_SERIES_EVENTS</c>. Never in a <see cref="RoomKind.Live"/> room; an anonymous session has no messages of its own.
    /// </summary>
    public bool MayEditOwn { get; init; }

    /// <summary>
    /// May edit everybody's messages: <c>UPDATE_TOPIC</c> and <c>EDIT_TIME_SERIES_EVENTS</c>. Never in a
    /// <see cref="RoomKind.Live"/> room.
    /// </summary>
    public bool MayEditAny { get; init; }

    /// <summary>May remove everybody's messages. To Diffusion that is the same as editing them.</summary>
    public bool MayModerate => MayEditAny;

    /// <summary>
    /// May see what edits have replaced, removed texts included: <c>QUERY_OBSOLETE_TIME_SERIES_EVENTS</c>. Never in a
    /// <see cref="RoomKind.Live"/> room.
    /// </summary>
    public bool MayReadEditTrail { get; init; }

    /// <summary>May create the room, and remove it: <c>MODIFY_TOPIC</c>.</summary>
    public bool MayCreate { get; init; }

    internal static RoomCapabilities From(IReadOnlyCollection<PathPermission> permissions, RoomKind kind, bool isAnonymous)
    {
        bool Has(PathPermission permission) => permissions.Contains(permission);
        bool isHistory = kind == RoomKind.History;
        bool mayEditAny = isHistory && Has(PathPermission.UpdateTopic) && Has(PathPermission.EditTimeSeriesEvents);
        bool mayRead = Has(PathPermission.SelectTopic) && Has(PathPermission.ReadTopic);
        return new RoomCapabilities
        {
            IsKnown = true,
            MayRead = mayRead,
            MaySend = Has(PathPermission.UpdateTopic),
            MayEditOwn = !isAnonymous
                && (mayEditAny || (isHistory && Has(PathPermission.UpdateTopic) && Has(PathPermission.EditOwnTimeSeriesEvents))),
            MayEditAny = mayEditAny,
            MayReadEditTrail = isHistory && mayRead && Has(PathPermission.QueryObsoleteTimeSeriesEvents),
            MayCreate = Has(PathPermission.ModifyTopic),
        };
    }
}
