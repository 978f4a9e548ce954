using Messaging.DiffusionWire.Values;
using Messaging.LocalServer.Security.Scripts;

namespace Messaging.LocalServer.Security.Roles;

/// <summary>The commands of the security store (SEC-16).</summary>
internal static class SecurityGrammar
{
    /// <summary>Reads one command.</summary>
    /// <exception cref="ScriptException">It is malformed.</exception>
    public static Action<SecurityEditor> ReadCommand(ScriptReader reader)
    {
        switch (reader.Word("set", "remove", "isolate", "deisolate"))
        {
            case "set":
                return ReadSet(reader);
            case "remove":
                return ReadRemove(reader);
            case "isolate":
                string isolated = ReadPath(reader);
                return editor => editor.Isolate(isolated);
            default:
                string deisolated = ReadPath(reader);
                return editor => editor.Deisolate(deisolated);
        }
    }

    private static Action<SecurityEditor> ReadSet(ScriptReader reader)
    {
        if (reader.TryWord("roles"))
        {
            reader.Word("for");
            string kind = reader.Word("anonymous", "named");
            reader.Word("sessions");
            IReadOnlyList<string> roles = reader.List(() => reader.Name("a role"));
            return kind == "named" ? editor => editor.SetNamedRoles(roles) : editor => editor.SetAnonymousRoles(roles);
        }

        if (reader.TryWord("role"))
        {
            string locked = reader.Name("a role");
            reader.Words("locked", "by", "principal");
            string principal = reader.Name("a principal");
            return editor => editor.Lock(locked, principal);
        }

        string role = reader.Name("a role");
        return ReadSetOf(role, reader);
    }

    private static Action<SecurityEditor> ReadSetOf(string role, ScriptReader reader)
    {
        switch (reader.Word("permissions", "default", "path", "topic", "includes"))
        {
            case "permissions":
                var global = PermissionSet<GlobalPermission>.Of([.. reader.List(() => reader.Permission<GlobalPermission>(IsGlobal))]);
                return editor => editor.SetGlobal(role, global);
            case "default":
                reader.Word("path", "topic");
                PermissionSet<PathPermission> defaults = ReadPathPermissions(reader);
                return editor => editor.SetDefaultPath(role, defaults);
            case "includes":
                IReadOnlyList<string> included = reader.List(() => reader.Name("a role"));
                return editor => editor.SetIncludes(role, included);
            default:
                string path = ReadPathName(reader);
                PermissionSet<PathPermission> permissions = ReadPathPermissions(reader);
                return editor => editor.SetPath(role, path, permissions);
        }
    }

    private static Action<SecurityEditor> ReadRemove(ScriptReader reader)
    {
        string role = reader.Name("a role");
        reader.Words("permissions", "for");
        string path = ReadPath(reader);
        return editor => editor.RemovePath(role, path);
    }

    private static PermissionSet<PathPermission> ReadPathPermissions(ScriptReader reader)
    {
        reader.Word("permissions");
        return PermissionSet<PathPermission>.Of([.. reader.List(() => reader.Permission<PathPermission>(IsPath))]);
    }

    private static string ReadPath(ScriptReader reader)
    {
        reader.Word("path", "topic");
        return ReadPathName(reader);
    }

    // Paths are kept as topics are known by: without slashes at the ends.
    private static string ReadPathName(ScriptReader reader)
    {
        string path = reader.Name("a path");
        return TopicPath.TryNormalize(path, out string? normalized, out string? problem) ? normalized : throw new ScriptException(problem);
    }

    private static bool IsGlobal(string name, out GlobalPermission permission) =>
        PermissionNames.TryParse(name, out permission) && permission != GlobalPermission.Unknown;

    private static bool IsPath(string name, out PathPermission permission) =>
        PermissionNames.TryParse(name, out permission) && permission != PathPermission.Unknown;
}
