namespace Messaging.Sessions;

/// <summary>Writes a change of the security store, command by command. Whoever implements it quotes what it is given.</summary>
internal interface IRoleScript
{
    void SetGlobalPermissions(string role, IEnumerable<GlobalPermission> permissions);

    void SetDefaultPathPermissions(string role, IEnumerable<PathPermission> permissions);

    void SetPathPermissions(string role, string path, IEnumerable<PathPermission> permissions);

    void RemovePathPermissions(string role, string path);

    void SetIncludes(string role, IEnumerable<string> includes);

    void SetRolesForNamedSessions(IEnumerable<string> roles);

    void SetRolesForAnonymousSessions(IEnumerable<string> roles);
}
