using PushTechnology.ClientInterface.Client.Types;
using Wire = Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionClient.Security;

/// <summary>The permissions of the API for those of the wire: each once, and what has no name is unknown.</summary>
internal static class Permissions
{
    public static IReadOnlyCollection<GlobalPermission> ToApi(IEnumerable<Wire.GlobalPermission> permissions) =>
        Known(permissions.Select(permission => (GlobalPermission)(byte)permission), GlobalPermission.UNKNOWN);

    public static IReadOnlyCollection<PathPermission> ToApi(IEnumerable<Wire.PathPermission> permissions) =>
        Known(permissions.Select(permission => (PathPermission)(byte)permission), PathPermission.UNKNOWN_PATH_PERMISSION);

    private static TPermission[] Known<TPermission>(IEnumerable<TPermission> permissions, TPermission unknown)
        where TPermission : struct, Enum =>
        [.. permissions.Select(permission => Enum.IsDefined(permission) ? permission : unknown).Distinct()];
}
