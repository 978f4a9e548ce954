namespace Messaging.Sessions;

/// <summary>Writes a change of the system authentication store, command by command. Whoever implements it quotes what it is given.</summary>
internal interface IAccountScript
{
    void Add(string name, string password, IEnumerable<string> roles);

    void Remove(string name);

    void SetPassword(string name, string password);

    /// <summary>The script is refused unless this is the password.</summary>
    void VerifyPassword(string name, string password);

    void AssignRoles(string name, IEnumerable<string> roles);

    void AllowAnonymous(IEnumerable<string> roles);

    void DenyAnonymous();
}
