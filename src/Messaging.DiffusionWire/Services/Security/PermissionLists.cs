using Messaging.DiffusionWire.Primitives;
using Messaging.DiffusionWire.Values;

namespace Messaging.DiffusionWire.Services.Security;

/// <summary>Sets of permissions: a count, then a byte for each.</summary>
internal static class PermissionLists
{
    public static IReadOnlyList<GlobalPermission> ReadGlobal(ref WireReader reader)
    {
        GlobalPermission[] permissions = new GlobalPermission[reader.ReadCount()];
        for (int i = 0; i < permissions.Length; i++)
        {
            permissions[i] = (GlobalPermission)reader.ReadByte();
        }

        return permissions;
    }

    public static IReadOnlyList<PathPermission> ReadPath(ref WireReader reader)
    {
        PathPermission[] permissions = new PathPermission[reader.ReadCount()];
        for (int i = 0; i < permissions.Length; i++)
        {
            permissions[i] = (PathPermission)reader.ReadByte();
        }

        return permissions;
    }

    // A role with a permission nobody can name must not look as if it had one less: the official client refuses the whole store.
    public static IReadOnlyList<GlobalPermission> ReadNamedGlobal(ref WireReader reader)
    {
        IReadOnlyList<GlobalPermission> permissions = ReadGlobal(ref reader);
        foreach (GlobalPermission permission in permissions)
        {
            if (permission > GlobalPermission.ModifyTopicViews)
            {
                throw reader.Malformed($"unknown global permission {(byte)permission}");
            }
        }

        return permissions;
    }

    public static IReadOnlyList<PathPermission> ReadNamedPath(ref WireReader reader)
    {
        IReadOnlyList<PathPermission> permissions = ReadPath(ref reader);
        foreach (PathPermission permission in permissions)
        {
            if (permission > PathPermission.ExposeBranch)
            {
                throw reader.Malformed($"unknown path permission {(byte)permission}");
            }
        }

        return permissions;
    }

    public static void Write(WireWriter writer, IReadOnlyList<GlobalPermission> permissions)
    {
        writer.WriteVarInt32(permissions.Count);
        foreach (GlobalPermission permission in permissions)
        {
            writer.WriteByte((byte)permission);
        }
    }

    public static void Write(WireWriter writer, IReadOnlyList<PathPermission> permissions)
    {
        writer.WriteVarInt32(permissions.Count);
        foreach (PathPermission permission in permissions)
        {
            writer.WriteByte((byte)permission);
        }
    }
}
