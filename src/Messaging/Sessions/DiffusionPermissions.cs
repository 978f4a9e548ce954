using VendorGlobalPermission = PushTechnology.ClientInterface.Client.Types.GlobalPermission;
using VendorPathPermission = PushTechnology.ClientInterface.Client.Types.PathPermission;

namespace Messaging.Sessions;

/// <summary>The vendor's permissions and ours. The numbers are the same; those that ours do not have are unknown here.</summary>
internal static class DiffusionPermissions
{
    public static IReadOnlyCollection<PathPermission> FromVendor(IEnumerable<VendorPathPermission> permissions) =>
        [.. permissions.Select(permission => (PathPermission)permission).Where(Enum.IsDefined)];

    public static IReadOnlyCollection<GlobalPermission> FromVendor(IEnumerable<VendorGlobalPermission> permissions) =>
        [.. permissions.Select(permission => (GlobalPermission)permission).Where(Enum.IsDefined)];

    /// <summary>A permission as the vendor writes it, such as <c>UPDATE_TOPIC</c>.</summary>
    public static string NameOf(PathPermission permission) => ((VendorPathPermission)permission).ToString();

    public static IEnumerable<VendorPathPermission> ToVendor(IEnumerable<PathPermission> permissions) =>
        permissions.Select(permission => (VendorPathPermission)permission);

    public static IEnumerable<VendorGlobalPermission> ToVendor(IEnumerable<GlobalPermission> permissions) =>
        permissions.Select(permission => (VendorGlobalPermission)permission);
}
