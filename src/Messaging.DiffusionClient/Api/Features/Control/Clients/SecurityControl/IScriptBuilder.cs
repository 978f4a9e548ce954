#nullable disable
using PushTechnology.ClientInterface.Client.Types;

namespace PushTechnology.ClientInterface.Client.Features.Control.Clients.SecurityControl;

/// <summary>Writes a script for the security store, one command after the other.</summary>
/// <remarks>
/// Every method adds to this builder and returns it. Not thread-safe. Names and paths are quoted so that none can be anything
/// but what it is. A null argument throws <see cref="ArgumentNullException"/>, a text with half a surrogate pair or a number that
/// is no permission <see cref="ArgumentException"/>, and the builder stays as it was.
/// </remarks>
public interface IScriptBuilder
{
    /// <summary>Adds the commands of a builder, as they are now.</summary>
    /// <param name="other">The builder; may be this one.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder Append(IScriptBuilder other);

    /// <summary>Gives anonymous sessions roles, on top of those of their authentication.</summary>
    /// <param name="roles">The roles; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetRolesForAnonymousSessions(IEnumerable<string> roles);

    /// <summary>Gives sessions with a principal roles, on top of those of their authentication.</summary>
    /// <param name="roles">The roles; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetRolesForNamedSessions(IEnumerable<string> roles);

    /// <summary>Gives a role these global permissions instead of those it has.</summary>
    /// <param name="role">The role. One that is not there yet is created.</param>
    /// <param name="permissions">The permissions; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetGlobalPermissions(string role, IEnumerable<GlobalPermission> permissions);

    /// <summary>Gives a role these permissions at paths that nothing else is said about.</summary>
    /// <param name="role">The role. One that is not there yet is created.</param>
    /// <param name="permissions">The permissions; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetDefaultPathPermissions(string role, IEnumerable<PathPermission> permissions);

    /// <summary>Gives a role these permissions at a path and below it.</summary>
    /// <param name="role">The role. One that is not there yet is created.</param>
    /// <param name="path">The path.</param>
    /// <param name="permissions">The permissions. None at all is a statement, too: nothing is inherited then.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetPathPermissions(string role, string path, IEnumerable<PathPermission> permissions);

    /// <summary>Takes back what was said about a role at a path. What is inherited applies again.</summary>
    /// <param name="role">The role.</param>
    /// <param name="path">The path.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder RemovePathPermissions(string role, string path);

    /// <summary>Makes a role include others instead of those it includes.</summary>
    /// <param name="role">The role. One that is not there yet is created.</param>
    /// <param name="includedRoles">The others; may be empty.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetRoleIncludes(string role, IEnumerable<string> includedRoles);

    /// <summary>Lets nothing be inherited from above a path.</summary>
    /// <param name="path">The path.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder IsolatePath(string path);

    /// <summary>Takes an isolation back.</summary>
    /// <param name="path">The path.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder DeisolatePath(string path);

    /// <summary>Lets only one principal change a role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="principal">Who.</param>
    /// <returns>This builder.</returns>
    IScriptBuilder SetRoleLockedByPrincipal(string role, string principal);

    /// <summary>The script so far.</summary>
    /// <returns>One command a line; empty if there is none.</returns>
    string ToScript();
}
