namespace Messaging.DiffusionWire.Values;

/// <summary>The names of permissions in scripts, texts of errors and the vendor's APIs (rules SEC-02, SEC-03).</summary>
public static class PermissionNames
{
    private static readonly string[] Global =
    [
        "AUTHENTICATE", "VIEW_SESSION", "MODIFY_SESSION", "REGISTER_HANDLER", "VIEW_SERVER", "CONTROL_SERVER", "VIEW_SECURITY", "MODIFY_SECURITY",
        "UNKNOWN_GLOBAL_PERMISSION", "READ_TOPIC_VIEWS", "MODIFY_TOPIC_VIEWS",
    ];

    private static readonly string[] Path =
    [
        "READ_TOPIC", "UPDATE_TOPIC", "MODIFY_TOPIC", "SEND_TO_MESSAGE_HANDLER", "SEND_TO_SESSION", "SELECT_TOPIC", "QUERY_OBSOLETE_TIME_SERIES_EVENTS",
        "EDIT_TIME_SERIES_EVENTS", "EDIT_OWN_TIME_SERIES_EVENTS", "ACQUIRE_LOCK", "UNKNOWN_PATH_PERMISSION", "EXPOSE_BRANCH",
    ];

    /// <summary>The name of a permission.</summary>
    /// <param name="permission">The permission.</param>
    /// <returns>Its name, such as <c>VIEW_SESSION</c>; that of <see cref="GlobalPermission.Unknown"/> for a number without a name.</returns>
    public static string ToName(this GlobalPermission permission) =>
        Global[(int)permission < Global.Length ? (int)permission : (int)GlobalPermission.Unknown];

    /// <summary>The name of a permission.</summary>
    /// <param name="permission">The permission.</param>
    /// <returns>Its name, such as <c>READ_TOPIC</c>; that of <see cref="PathPermission.Unknown"/> for a number without a name.</returns>
    public static string ToName(this PathPermission permission) =>
        Path[(int)permission < Path.Length ? (int)permission : (int)PathPermission.Unknown];

    /// <summary>Finds a permission by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="permission">The permission.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out GlobalPermission permission)
    {
        int index = IndexOf(Global, name);
        permission = (GlobalPermission)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Finds a permission by its name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="permission">The permission.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out PathPermission permission)
    {
        int index = IndexOf(Path, name);
        permission = (PathPermission)Math.Max(index, 0);
        return index >= 0;
    }

    private static int IndexOf(string[] names, string name) =>
        Array.FindIndex(names, candidate => candidate.Equals(name, StringComparison.OrdinalIgnoreCase));
}
