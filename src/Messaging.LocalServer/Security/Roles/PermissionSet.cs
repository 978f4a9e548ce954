using System.Numerics;
using System.Runtime.CompilerServices;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>A set of permissions, as the bits of their numbers.</summary>
/// <typeparam name="TPermission">An enumeration of bytes from 0 to 31.</typeparam>
internal readonly record struct PermissionSet<TPermission>(uint Bits)
    where TPermission : struct, Enum
{
    public static PermissionSet<TPermission> Of(params ReadOnlySpan<TPermission> permissions)
    {
        uint bits = 0;
        foreach (TPermission permission in permissions)
        {
            bits |= Bit(permission);
        }

        return new PermissionSet<TPermission>(bits);
    }

    public bool Has(TPermission permission) => (Bits & Bit(permission)) != 0;

    public PermissionSet<TPermission> Union(PermissionSet<TPermission> other) => new(Bits | other.Bits);

    /// <summary>The permissions, in the order of their numbers.</summary>
    public IReadOnlyList<TPermission> ToList()
    {
        List<TPermission> permissions = new(BitOperations.PopCount(Bits));
        for (uint rest = Bits; rest != 0; rest &= rest - 1)
        {
            permissions.Add(Unsafe.BitCast<byte, TPermission>((byte)BitOperations.TrailingZeroCount(rest)));
        }

        return permissions;
    }

    private static uint Bit(TPermission permission) => 1u << Unsafe.BitCast<TPermission, byte>(permission);
}
