using Messaging.Sessions;

namespace Messaging.Tests.Fakes;

/// <summary>Does what a script says on a copy of the accounts, up to the first command that cannot be done.</summary>
internal sealed class FakeAccountScript(string self, IEnumerable<FakeAccount> accounts, AnonymousAccess anonymous) : IAccountScript
{
    public List<FakeAccount> Accounts { get; } = [.. accounts];

    public AnonymousAccess Anonymous { get; private set; } = anonymous;

    public IReadOnlyList<string>? AnonymousRoles { get; private set; }

    /// <summary>In words that contain everything, as those of a careless server.</summary>
    public string? Problem { get; private set; }

    public void Add(string name, string password, IEnumerable<string> roles)
    {
        if (Accounts.Exists(account => account.Name == name))
        {
            Fail($"{name} exists, {password} is not used");
        }
        else
        {
            Accounts.Add(new FakeAccount(name, password, [.. roles]));
        }
    }

    public void Remove(string name) => Change(name, _ => null);

    public void SetPassword(string name, string password) => Change(name, account => account with { Password = password });

    public void VerifyPassword(string name, string password)
    {
        if (Accounts.Find(account => account.Name == name)?.Password != password)
        {
            Fail($"{password} is wrong");
        }
    }

    public void AssignRoles(string name, IEnumerable<string> roles)
    {
        string[] assigned = [.. roles];
        Change(name, account => account with { Roles = assigned });
    }

    public void AllowAnonymous(IEnumerable<string> roles)
    {
        Anonymous = AnonymousAccess.Allowed;
        AnonymousRoles = [.. roles];
    }

    public void DenyAnonymous() => Anonymous = AnonymousAccess.Denied;

    private void Change(string name, Func<FakeAccount, FakeAccount?> change)
    {
        int index = Accounts.FindIndex(account => account.Name == name);
        if (index < 0 || (Accounts[index].EditableOnlyBy is { } editor && editor != self))
        {
            Fail($"cannot change {name}");
        }
        else if (change(Accounts[index]) is { } changed)
        {
            Accounts[index] = changed;
        }
        else
        {
            Accounts.RemoveAt(index);
        }
    }

    private void Fail(string problem) => Problem ??= problem;
}
