using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>A principal as records have it, with the hash of its password.</summary>
/// <remarks>
/// <code>name:string  roles:list of string  isLocked:bool  lockingPrincipal:string?  iterations:varint  salt:bytes  key:bytes</code>
/// </remarks>
internal static class AccountCodec
{
    public static Account Read(ref WireReader reader)
    {
        string name = reader.ReadString();
        return new Account(name, Password: null!)
        {
            Roles = RecordLists.ReadTexts(ref reader),
            LockingPrincipal = reader.ReadBool() ? reader.ReadString() : null,
            Password = PasswordHash.Restore(reader.ReadVarInt32(), reader.ReadBytes().ToArray(), reader.ReadBytes().ToArray()),
        };
    }

    public static void Write(WireWriter writer, Account account)
    {
        writer.WriteString(account.Name);
        RecordLists.WriteTexts(writer, account.Roles);
        writer.WriteBool(account.LockingPrincipal is not null);
        if (account.LockingPrincipal is not null)
        {
            writer.WriteString(account.LockingPrincipal);
        }

        writer.WriteVarInt32(account.Password.Iterations);
        writer.WriteBytes(account.Password.Salt.Span);
        writer.WriteBytes(account.Password.Key.Span);
    }
}
