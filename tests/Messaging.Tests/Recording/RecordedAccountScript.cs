using Messaging.Sessions;

namespace Messaging.Tests.Recording;

/// <summary>Conceals the passwords of a script, and discloses the names beside them.</summary>
internal sealed class RecordedAccountScript(IAccountScript script) : IAccountScript
{
    public void Add(string name, string password, IEnumerable<string> roles)
    {
        Conceal(name, password);
        script.Add(name, password, Disclose(roles));
    }

    public void Remove(string name) => script.Remove(name);

    public void SetPassword(string name, string password)
    {
        Conceal(name, password);
        script.SetPassword(name, password);
    }

    public void VerifyPassword(string name, string password)
    {
        Conceal(name, password);
        script.VerifyPassword(name, password);
    }

    public void AssignRoles(string name, IEnumerable<string> roles) => script.AssignRoles(name, Disclose(roles));

    public void AllowAnonymous(IEnumerable<string> roles) => script.AllowAnonymous(Disclose(roles));

    public void DenyAnonymous() => script.DenyAnonymous();

    private static void Conceal(string name, string password)
    {
        TestSecrets.Disclose(name);
        TestSecrets.Conceal(password);
    }

    private static string[] Disclose(IEnumerable<string> roles)
    {
        string[] names = [.. roles];
        Array.ForEach(names, TestSecrets.Disclose);
        return names;
    }
}
