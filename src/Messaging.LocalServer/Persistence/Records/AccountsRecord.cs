using Messaging.DiffusionWire.Primitives;
using Messaging.LocalServer.Security.Accounts;

namespace Messaging.LocalServer.Persistence.Records;

/// <summary>What one script changed in the system authentication store. All of a store is a change of an empty one.</summary>
/// <remarks><code>04  removed:list of string  set:list of account  hasGeneral:bool  general?</code></remarks>
/// <param name="Removed">Principals that are gone.</param>
/// <param name="Set">Principals that are new or other than before, as a whole.</param>
/// <param name="General">What is not about principals, as a whole; null if that did not change.</param>
internal sealed record AccountsRecord(IReadOnlyList<string> Removed, IReadOnlyList<Account> Set, GeneralAccounts? General)
{
    /// <summary>What differs between two configurations.</summary>
    public static AccountsRecord Between(AccountConfiguration before, AccountConfiguration after) => new(
        [.. before.Accounts.Keys.Where(name => !after.Accounts.ContainsKey(name))],
        [.. after.Accounts.Values.Where(account => !ReferenceEquals(before.Accounts.GetValueOrDefault(account.Name), account))],
        GeneralAccounts.Of(before) == GeneralAccounts.Of(after) ? null : GeneralAccounts.Of(after));

    /// <summary>Reads a body behind its type.</summary>
    public static AccountsRecord ReadFrom(ref WireReader reader) => new(
        RecordLists.ReadTexts(ref reader),
        RecordLists.Read(ref reader, AccountCodec.Read),
        reader.ReadBool() ? GeneralAccounts.ReadFrom(ref reader) : null);

    public void WriteTo(WireWriter writer)
    {
        writer.WriteByte((byte)RecordType.Accounts);
        RecordLists.WriteTexts(writer, Removed);
        RecordLists.Write(writer, Set, AccountCodec.Write);
        writer.WriteBool(General is not null);
        General?.WriteTo(writer);
    }

    public AccountConfiguration ApplyTo(AccountConfiguration configuration)
    {
        AccountConfiguration changed = configuration with
        {
            Accounts = configuration.Accounts.RemoveRange(Removed).SetItems(Set.Select(account => KeyValuePair.Create(account.Name, account))),
        };
        return General is null
            ? changed
            : changed with { AnonymousAction = General.AnonymousAction, AnonymousRoles = General.AnonymousRoles, TrustedProperties = General.TrustedProperties };
    }
}
